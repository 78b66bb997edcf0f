package digest;

import static digest.ConfigSample.LEAST;
import static digest.ConfigSample.problems;
import static digest.ConfigSample.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault gives exactly one problem: what, where, what to do. The line numbers are those of
 * {@link ConfigSample#LEAST}: site 1, relays 2, lists 4, newsletters 6.
 */
class ConfigFaultTest {

  @ParameterizedTest(name = "{1}")
  @MethodSource({"keys", "types", "words", "contradictions", "structure"})
  void eachFaultIsToldOnceWithItsPlaceAndRemedy(String yaml, String problem) {
    assertThat(problems(yaml)).containsExactly(problem);
  }

  static Stream<Arguments> keys() {
    return Stream.of(
        arguments(
            with("cadence: {", "cadance: {"),
            "newsletter \"weekly\": unknown key \"cadance\" (digest.yaml, line 10). Did you mean"
                + " \"cadence\"?"),
        arguments(
            LEAST + "wbe: {port: 1}\n",
            "unknown key \"wbe\" (digest.yaml, line 11). Did you mean \"web\"?"),
        arguments(
            LEAST + "web: {prot: 1}\n",
            "web: unknown key \"prot\" (digest.yaml, line 11). Did you mean \"port\"?"),
        arguments(
            LEAST + "web: {public-url: x}\n",
            "web: unknown key \"public-url\" (digest.yaml, line 11). Did you mean \"publicUrl\"?"),
        arguments(
            LEAST + "web:\n  bind: 127.0.0.1\n  zzz: 1\n",
            "web: unknown key \"zzz\" (digest.yaml, line 13). Known here: bind, port, publicUrl"),
        arguments(
            LEAST + "onlyDomains: [example.org]\n",
            "unknown key \"onlyDomains\" (digest.yaml, line 11). Did you mean"
                + " \"sending.onlyDomains\"?"),
        arguments(
            LEAST + "feeds:\n  - {url: https://example.org}\n",
            "unknown key \"feeds\" (digest.yaml, line 11). Did you mean \"newsletters[].feeds\"?"),
        arguments(
            LEAST + "    rules: {sections: [{name: News, mex: 4}]}\n",
            "newsletter \"weekly\": rules.sections[0]: unknown key \"mex\" (digest.yaml, line 11)."
                + " Did you mean \"max\"?"),
        arguments(
            with("{host: localhost}", "{hots: localhost}"),
            "relays[0]: unknown key \"hots\" (digest.yaml, line 3). Did you mean \"host\"?"),
        arguments(
            LEAST + "web:\n  port: 1\n  bind: ::1\n  port: 2\n",
            "key \"port\" is given twice, first on line 12 (digest.yaml, line 14). Remove one of"
                + " them"),
        arguments(
            with("title: Courier, ", ""),
            "site.title is missing (digest.yaml, line 1). Example: title: Alder Bay Courier"),
        arguments(
            with("title: Courier,", "title: ,"),
            "site.title is missing (digest.yaml, line 1). Example: title: Alder Bay Courier"),
        arguments(
            with("    from: weekly@example.org\n", ""),
            "newsletter \"weekly\": from is missing (digest.yaml, line 7). Example: from: Alder Bay"
                + " Courier <daily@example.org>"),
        arguments(
            with("    cadence: {cron: \"0 0 7 ? * MON\"}\n", ""),
            "newsletter \"weekly\": cadence.cron is missing (digest.yaml, line 7). Example: cron:"
                + " \"0 0 7 ? * MON\""),
        arguments(
            with("id: weekly\n    from", "from"),
            "newsletters[0].id is missing (digest.yaml, line 7). Example: id: daily"));
  }

  static Stream<Arguments> types() {
    return Stream.of(
        arguments(
            LEAST + "web: {port: abc}\n",
            "web.port: expected a whole number from 0 to 65535, found \"abc\" (digest.yaml, line"
                + " 11). Example: 8025"),
        arguments(
            LEAST + "web: {port: 70000}\n",
            "web.port: expected a whole number from 0 to 65535, found \"70000\" (digest.yaml, line"
                + " 11). Example: 8025"),
        arguments(
            LEAST + "web: {port: [1]}\n",
            "web.port: expected a whole number from 0 to 65535, found a list (digest.yaml, line"
                + " 11). Example: 8025"),
        arguments(
            LEAST + "web: {port: {a: 1}}\n",
            "web.port: expected a whole number from 0 to 65535, found keys with values"
                + " (digest.yaml, line 11). Example: 8025"),
        arguments(
            LEAST + "web: {port: 99999999999999999999}\n",
            "web.port: expected a whole number from 0 to 65535, found \"99999999999999999999\""
                + " (digest.yaml, line 11). Example: 8025"),
        arguments(
            with("cron: \"0 0 7 ? * MON\"", "cron: \"0 0 7 ? * MON\", subscriberZone: yes"),
            "newsletter \"weekly\": cadence.subscriberZone: expected true or false, found \"yes\""
                + " (digest.yaml, line 10). Example: false"),
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
                + " out"),
        arguments(
            with("cron: \"0 0 7 ? * MON\"", "cron: \"0 0 7 ? * MON\", grace: 4 hours"),
            "newsletter \"weekly\": cadence.grace: expected a duration from 0s to 30d, found \"4 hours\" (digest.yaml, line 10). Example: 4h"),
        arguments(
            with("cron: \"0 0 7 ? * MON\"", "cron: \"0 0 7 ? * MON\", cutoff: 15"),
            "newsletter \"weekly\": cadence.cutoff: expected a duration from 0s to 7d, found \"15\" (digest.yaml, line 10). Example: 15m"),
        arguments(
            with("{host: localhost}", "{host: localhost, tls: requierd}"),
            "relays[0].tls: expected required, opportunistic or off, found \"requierd\""
                + " (digest.yaml, line 3). Did you mean \"required\"?"),
        arguments(
            with("{host: localhost}", "{host: localhost, tls: true}"),
            "relays[0].tls: expected required, opportunistic or off, found \"true\" (digest.yaml,"
                + " line 3). Example: required"),
        arguments(
            LEAST + "    approval: auto_after_deadline\n",
            "newsletter \"weekly\": approval: expected auto, auto-after-deadline or required, found"
                + " \"auto_after_deadline\" (digest.yaml, line 11). Did you mean"
                + " \"auto-after-deadline\"?"),
        arguments(
            with("title: Courier", "title: \"Courier\\nBcc: x\""),
            "site.title: the text has more than one line, or control characters (digest.yaml, line"
                + " 1). Example: Alder Bay Courier"),
        arguments(
            with("title: Courier", "title: \"a\\u2028b\""),
            "site.title: the text has more than one line, or control characters (digest.yaml, line"
                + " 1). Example: Alder Bay Courier"),
        arguments(
            with("title: Courier", "title: \" \""),
            "site.title: expected one line of text, found \" \" (digest.yaml, line 1). Example:"
                + " Alder Bay Courier"),
        arguments(
            with("{host: localhost}", "{host: \"smtp.example.org:587\"}"),
            "relays[0].host: expected a host name or address, found \"smtp.example.org:587\""
                + " (digest.yaml, line 3). Example: smtp.example.org"),
        arguments(
            LEAST + "allowPrivate: [\"http://10.0.0.1/\"]\n",
            "allowPrivate: expected a host, an address or a network, found \"http://10.0.0.1/\""
                + " (digest.yaml, line 11). Example: 10.0.0.0/8"));
  }

  static Stream<Arguments> words() {
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
            LEAST + "    language: en_US\n",
            "newsletter \"weekly\": language: \"en_US\" is no language tag (BCP 47) (digest.yaml,"
                + " line 11). Did you mean \"en-US\"?"),
        arguments(
            LEAST + "    language: english\n",
            "newsletter \"weekly\": language: \"english\" is no language tag (BCP 47) (digest.yaml,"
                + " line 11). Example: en"),
        arguments(
            with("from: weekly@example.org", "from: weekly at example.org"),
            "newsletter \"weekly\": from: \"weekly at example.org\" is not a mail address; expected"
                + " name@example.org (digest.yaml, line 8). Example: Alder Bay Courier"
                + " <daily@example.org>"),
        arguments(
            LEAST + "    subject: The News\n",
            "newsletter \"weekly\": subject: \"The News\" would give every edition the same subject"
                + " (digest.yaml, line 11). Put {lead}, {date} or {number} into it"),
        arguments(
            LEAST + "    subject: \"{led}\"\n",
            "newsletter \"weekly\": subject: there is no {led} (digest.yaml, line 11). Did you mean"
                + " \"{lead}\"?"),
        arguments(
            LEAST + "    tagline: \"of {weekday}\"\n",
            "newsletter \"weekly\": tagline: there is no {weekday} (digest.yaml, line 11). Known"
                + " here: {lead}, {title}, {date}, {number}"),
        arguments(
            LEAST + "    template: ../../etc/passwd\n",
            "newsletter \"weekly\": template: expected a template's name, found"
                + " \"../../etc/passwd\" (digest.yaml, line 11). Example: digest"),
        arguments(
            with("id: readers", "id: All Readers"),
            "list \"All Readers\": id: expected a list's id of a-z, 0-9, - and _, at most 63, found"
                + " \"All Readers\" (digest.yaml, line 5). Example: readers"),
        arguments(
            with("https://courier.example.org", "courier.example.org"),
            "site.url: expected an http or https address, found \"courier.example.org\""
                + " (digest.yaml, line 1). Example: https://courier.example.org"),
        arguments(
            LEAST + "database: {url: \"mysql://x\"}\n",
            "database.url: expected an address that begins with sqlite: or jdbc:postgresql:"
                + " (digest.yaml, line 11). Example: sqlite:digest.db"),
        arguments(
            LEAST + "database: {url: \"sqlite::memory:\"}\n",
            "database.url: expected an address that begins with sqlite: or jdbc:postgresql:"
                + " (digest.yaml, line 11). Example: sqlite:digest.db"),
        arguments(
            LEAST + "    feeds: [{url: \"ftp://example.org/feed\"}]\n",
            "newsletter \"weekly\": feeds[0].url: neither an http or https address nor a local path"
                + " (digest.yaml, line 11). Example: https://courier.example.org/feed.xml"),
        arguments(
            LEAST + "    feeds: [{url: \"https://\"}]\n",
            "newsletter \"weekly\": feeds[0].url: expected an http or https address, found"
                + " \"https://\" (digest.yaml, line 11). Example:"
                + " https://courier.example.org/feed.xml"),
        arguments(
            LEAST + "    feeds: [{url: \"https://x.example.org\", headers: {\"a b\": c}}]\n",
            "newsletter \"weekly\": feeds[0].headers: \"a b\" is no header's name (digest.yaml, line"
                + " 11). Example: User-Agent"),
        arguments(
            LEAST + "    teaser: {words: 0}\n",
            "newsletter \"weekly\": teaser.words: expected a whole number from 1 to 1000, found"
                + " \"0\" (digest.yaml, line 11). Example: 55"),
        arguments(
            LEAST + "templates: look\n",
            "templates: there is no folder \"/srv/courier/look\" (digest.yaml, line 11). \"digest"
                + " init\" makes one; without the key the built-in look is used"));
  }

  static Stream<Arguments> contradictions() {
    String sections = "    rules: {sections: [{name: News}, {name: News}]}\n";
    return Stream.of(
        arguments(
            with("list: readers", "list: reader"),
            "newsletter \"weekly\": list: there is no list \"reader\" (digest.yaml, line 9). Did you"
                + " mean \"readers\"?"),
        arguments(
            with("list: readers", "list: everybody"),
            "newsletter \"weekly\": list: there is no list \"everybody\" (digest.yaml, line 9). Add"
                + " it under lists"),
        arguments(
            with("  - {id: readers}", "  - {id: readers}\n  - {id: readers}"),
            "list \"readers\": id: another list has it already (digest.yaml, line 6). Choose"
                + " another"),
        arguments(
            LEAST + LEAST.substring(LEAST.indexOf("  - id: weekly")),
            "newsletter \"weekly\": id: another newsletter has it already (digest.yaml, line 11)."
                + " Choose another"),
        arguments(
            LEAST + "    feeds:\n      - {url: https://a.org/f}\n      - {url: https://a.org/f}\n",
            "newsletter \"weekly\": feeds[1].url: another feed of this newsletter has it already"
                + " (digest.yaml, line 13). Remove one of them"),
        arguments(
            LEAST + sections,
            "newsletter \"weekly\": rules.sections[1].name: another section has it already"
                + " (digest.yaml, line 11). Choose another"),
        arguments(
            LEAST + "    rules: {min: 11}\n",
            "newsletter \"weekly\": rules.min: more than max, which is 10 (digest.yaml, line 11)."
                + " Lower it, or raise max"),
        arguments(
            LEAST + "    rules: {sections: [{name: News, max: 1, min: 2}]}\n",
            "newsletter \"weekly\": rules.sections[0].min: more than max, which is 1 (digest.yaml,"
                + " line 11). Lower it, or raise max"),
        arguments(
            LEAST + "    teaser: {words: 10, chars: 20}\n",
            "newsletter \"weekly\": teaser.chars: given beside another limit (digest.yaml, line 11)."
                + " Keep words, sentences or chars"),
        arguments(
            with("{host: localhost}", "{host: smtp.example.org, tls: off}"),
            "relays[0].tls: \"off\" is for a relay on this machine only, and \"smtp.example.org\" is"
                + " not (digest.yaml, line 3). Write required, or opportunistic for a relay without"
                + " TLS"),
        arguments(
            with("{host: localhost}", "{host: localhost, username: me}"),
            "relays[0].username: given without a password (digest.yaml, line 3). Add password:"
                + " \"${SMTP_PASSWORD}\""),
        arguments(
            with("{host: localhost}", "{host: localhost, password: \"${SMTP_PASSWORD}\"}"),
            "relays[0].username: missing beside a password (digest.yaml, line 3). Example: username:"
                + " courier"),
        arguments(
            LEAST + "bounces: {mailbox: \"imaps://me@imap.example.org\"}\n",
            "bounces.mailbox: given without a password (digest.yaml, line 11). Add password:"
                + " \"${IMAP_PASSWORD}\""),
        arguments(
            LEAST + "sending: {firstRetry: 2h}\n",
            "sending.longestRetry: shorter than firstRetry (digest.yaml, line 11). Example:"
                + " longestRetry: 1h"));
  }

  static Stream<Arguments> structure() {
    return Stream.of(
        arguments(
            LEAST + "web: 8025\n",
            "web: expected keys with values, found \"8025\" (digest.yaml, line 11). Example: {bind:"
                + " 127.0.0.1}"),
        arguments(
            with("relays:\n  - {host: localhost}", "relays: {host: localhost}"),
            "relays: expected a list, found keys with values (digest.yaml, line 2). Begin each entry"
                + " with a dash: \"- \""),
        arguments(
            with("  - {host: localhost}", "  - localhost"),
            "relays[0]: expected keys with values, found \"localhost\" (digest.yaml, line 3)."
                + " Example: {host: smtp.example.org}"),
        arguments(
            with("  - {host: localhost}", "  - {host: localhost}\n  -"),
            "relays[1]: expected keys with values, found nothing (digest.yaml, line 4). Remove the"
                + " dash"),
        arguments(
            with("title: Courier", "title: *name"),
            "the alias *name cannot be used here (digest.yaml, line 1). Write the value itself"),
        arguments(
            with("title: Courier", "title: !!java.net.URL Courier"),
            "the tag of a value (!…) cannot be used here (digest.yaml, line 1). Write the value"
                + " itself"),
        arguments(
            "",
            "the configuration is empty (digest.yaml, line 1). \"digest init\" writes one to begin"
                + " with"),
        arguments(
            "# nothing\n",
            "the configuration is empty (digest.yaml, line 1). \"digest init\" writes one to begin"
                + " with"),
        arguments(
            "- a\n- b\n",
            "expected keys with values, found a list (digest.yaml, line 1). Example: site: {title:"
                + " Alder Bay Courier}"),
        arguments(
            LEAST + "---\nsite: {}\n",
            "a second document begins (digest.yaml, line 12). Remove the line ---"),
        arguments(
            LEAST + "web:\n\tport: 1\n",
            "a tab begins a line's value (digest.yaml, line 12). YAML wants spaces; replace the"
                + " tab"),
        arguments(
            LEAST + "web: {port: 1\n",
            "not YAML: expected ',' or '}', but got <stream end>, in what begins on line 11"
                + " (digest.yaml, line 12). Often a quote or bracket is not closed, a space after a"
                + " colon is missing, or a line is indented differently from its neighbours"),
        arguments(
            LEAST + "a: \u0001\n",
            "not YAML: the control character U+0001 (digest.yaml, line 11). Remove it"));
  }

  @Test
  void allFaultsAreToldAtOnceInTheOrderOfTheFile() {
    String yaml =
        LEAST
            .replace("title: Courier, ", "")
            .replace("localhost", "smtp.example.org, tls: off")
            .replace("0 0 7 ? * MON", "0 7 * *")
            .concat("web: {port: abc, prot: 1}\nzone: x\n");

    assertThat(problems(yaml))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("site.title is missing"),
            second -> assertThat(second).startsWith("relays[0].tls"),
            third -> assertThat(third).startsWith("newsletter \"weekly\": cadence \"0 7 * *\""),
            fourth -> assertThat(fourth).contains("web", "line 11"),
            fifth -> assertThat(fifth).contains("web", "line 11"),
            sixth -> assertThat(sixth).contains("unknown key \"zone\"", "line 12"));
  }

  @Test
  void theMessageHoldsAProblemOnEachLine() {
    ConfigFault fault =
        catchThrowableOfType(
            ConfigFault.class, () -> ConfigSample.parse(LEAST + "a1b2: 1\nc3d4: 2\n"));

    assertThat(fault.problems()).hasSize(2);
    assertThat(fault).hasMessage(String.join("\n", fault.problems()));
  }
}
