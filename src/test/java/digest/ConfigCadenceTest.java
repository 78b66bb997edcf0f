package digest;

import static digest.ConfigSample.problems;
import static digest.ConfigSample.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a cadence is told with what is meant. */
class ConfigCadenceTest {

  static Stream<Arguments> cadences() {
    return Stream.of(
        arguments(
            with("0 0 7 ? * MON", "0 7 * *"),
            "newsletter \"weekly\": cadence \"0 7 * *\" has 4 fields, cron needs 6 or 7"
                + " (digest.yaml, line 10). Example: \"0 0 7 ? * MON\""),
        arguments(
            with("0 0 7 ? * MON", "0 0 7 ? * MOON"),
            "newsletter \"weekly\": cadence \"0 0 7 ? * MOON\" is not a cron expression: Invalid"
                + " Day-of-Week value: 'MOO' (digest.yaml, line 10). Example: \"0 0 7 ? * MON\""),
        arguments(
            with("0 0 7 ? * MON", "0 0 0 31 2 ?"),
            "newsletter \"weekly\": cadence \"0 0 0 31 2 ?\" never comes due (digest.yaml, line 10)."
                + " Example: \"0 0 7 ? * MON\""),
        arguments(
            with("0 0 7 ? * MON", "0 0 7 ? * MON 2001"),
            "newsletter \"weekly\": cadence \"0 0 7 ? * MON 2001\" never comes due (digest.yaml,"
                + " line 10). Example: \"0 0 7 ? * MON\""),
        arguments(
            with("0 0 7 ? * MON", "0 7 * * 1-5"),
            "newsletter \"weekly\": cadence \"0 7 * * 1-5\" has 5 fields, cron needs 6 or 7 (digest.yaml, line 10). Did you mean \"0 0 7 ? * MON-FRI\"?"),
        arguments(
            with("0 0 7 ? * MON", "@daily"),
            "newsletter \"weekly\": cadence \"@daily\" has 1 field, cron needs 6 or 7 (digest.yaml, line 10). Did you mean \"0 0 0 * * ?\"?"),
        arguments(
            with("0 0 7 ? * MON", "0 0 7 30 2 ?"),
            "newsletter \"weekly\": cadence \"0 0 7 30 2 ?\" never comes due (digest.yaml, line 10). Example: \"0 0 7 ? * MON\""),
        arguments(
            with("0 0 7 ? * MON", "* * * * * ?"),
            "newsletter \"weekly\": cadence \"* * * * * ?\" is due again after 1s, and the least is 5m (digest.yaml, line 10). Did you mean \"0 0 * * * ?\"?"),
        arguments(
            with("0 0 7 ? * MON", "* 0 7 * * ?"),
            "newsletter \"weekly\": cadence \"* 0 7 * * ?\" is due again after 1s, and the least is 5m (digest.yaml, line 10). Did you mean \"0 0 7 * * ?\"?"),
        arguments(
            with("0 0 7 ? * MON", "0 * 7 ? * MON"),
            "newsletter \"weekly\": cadence \"0 * 7 ? * MON\" is due again after 1m, and the least is 5m (digest.yaml, line 10). Did you mean \"0 0 7 ? * MON\"?"),
        arguments(
            with("0 0 7 ? * MON", "0 0/4 * * * ?"),
            "newsletter \"weekly\": cadence \"0 0/4 * * * ?\" is due again after 4m, and the least is 5m (digest.yaml, line 10). Did you mean \"0 0 * * * ?\"?"),
        arguments(
            with("0 0 7 ? * MON", "0 1,58 0,23 * * ?"),
            "newsletter \"weekly\": cadence \"0 1,58 0,23 * * ?\" is due again after 3m, and the least is 5m (digest.yaml, line 10). Did you mean \"0 0 0,23 * * ?\"?"),
        arguments(
            with("cron: \"0 0 7 ? * MON\"", "cron: \"0 0 7 ? * MON\", zone: pst"),
            "newsletter \"weekly\": cadence.zone: no time zone is called \"pst\" (digest.yaml,"
                + " line 10). Did you mean \"America/Los_Angeles\"?"),
        arguments(
            with("cron: \"0 0 7 ? * MON\"", "cron: \"0 0 7 ? * MON\", zone: Europe/Berln"),
            "newsletter \"weekly\": cadence.zone: no time zone is called \"Europe/Berln\""
                + " (digest.yaml, line 10). Did you mean \"Europe/Berlin\"?"),
        arguments(
            with("cron: \"0 0 7 ? * MON\"", "cron: \"0 0 7 ? * MON\", zone: new york"),
            "newsletter \"weekly\": cadence.zone: no time zone is called \"new york\" (digest.yaml,"
                + " line 10). Did you mean \"America/New_York\"?"),
        arguments(
            with("cron: \"0 0 7 ? * MON\"", "cron: \"0 0 7 ? * MON\", freezePerZone: true"),
            "newsletter \"weekly\": cadence.freezePerZone: all readers have one due while"
                + " subscriberZone is false (digest.yaml, line 10). Add subscriberZone: true, or"
                + " leave freezePerZone out"),
        arguments(
            with(
                "cadence: {cron: \"0 0 7 ? * MON\"}",
                "cadence: {cron: \"0 0 7 ? * MON\", subscriberZone: true, freezePerZone: true}\n"
                    + "    approval: auto-after-deadline"),
            "newsletter \"weekly\": cadence.freezePerZone: no person can approve an edition for"
                + " each zone (digest.yaml, line 10). Set approval: auto, or leave freezePerZone"
                + " out"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("cadences")
  void aFaultyCadenceIsToldWithTheRemedy(String yaml, String problem) {
    assertThat(problems(yaml)).containsExactly(problem);
  }
}
