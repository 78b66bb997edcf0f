package digest.web;

import digest.audience.EmailAddress;
import digest.delivery.Outcome;
import digest.delivery.SmtpReply;
import digest.edition.Edition;
import digest.press.Press;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends an edition to a few addresses typed in, marked as a test, and shows what came of it. */
final class TestForms {

  private static final int MOST = 10;

  private final View view;
  private final Press press;
  private final EditionFacts facts;

  TestForms(View view, Press press) {
    this.view = view;
    this.press = press;
    this.facts = new EditionFacts(press);
  }

  void test(Context ctx, Form form) {
    Edition edition = Paths.edition(ctx, press);
    List<EmailAddress> addresses = addresses(form.needed("to"));
    Map<EmailAddress, Outcome> outcomes = press.testSend().send(edition.id(), addresses);
    List<Map<String, Object>> rows = new ArrayList<>();
    addresses.forEach(address -> rows.add(row(address, outcomes.get(address))));
    view.desk(
        ctx,
        "test",
        "Test of " + facts.name(edition),
        Map.of("edition", facts.model(edition, facts.progress(edition), view.now()), "rows", rows));
  }

  private static List<EmailAddress> addresses(String typed) {
    Set<EmailAddress> addresses = new LinkedHashSet<>();
    for (String each : typed.strip().split("[\\s,;]+", -1)) {
      try {
        addresses.add(EmailAddress.of(each));
      } catch (IllegalArgumentException e) {
        throw new Problem(400, "An address is not right", String.valueOf(e.getMessage()));
      }
    }
    if (addresses.size() > MOST) {
      throw new Problem(400, "Too many addresses for a test", "A test goes to 10 at most.");
    }
    return List.copyOf(addresses);
  }

  private static Map<String, Object> row(EmailAddress address, @Nullable Outcome outcome) {
    if (outcome == null) {
      return row(address, Wording.pill("", "drop", "Not sent"), "");
    }
    return switch (outcome.verdict()) {
      case ACCEPTED ->
          row(address, Wording.pill("ok", "ok", "Sent"), ((Outcome.Accepted) outcome).reply());
      case DEFERRED ->
          row(
              address,
              Wording.pill("warn", "warn", "Not now"),
              ((Outcome.Deferred) outcome).cause());
      case REJECTED ->
          row(address, Wording.pill("bad", "bad", "Refused"), ((Outcome.Rejected) outcome).reply());
      case UNCERTAIN ->
          row(
              address,
              Wording.pill("warn", "info", "May have arrived"),
              ((Outcome.Uncertain) outcome).cause());
      case BLOCKED ->
          row(address, Wording.pill("bad", "bad", "Refused"), ((Outcome.Blocked) outcome).reply());
    };
  }

  private static Map<String, Object> row(
      EmailAddress address, Map<String, Object> pill, SmtpReply reply) {
    return row(address, pill, reply.toString());
  }

  private static Map<String, Object> row(
      EmailAddress address, Map<String, Object> pill, String words) {
    return Map.of("to", address.toString(), "pill", pill, "words", words);
  }
}
