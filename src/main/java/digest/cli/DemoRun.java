package digest.cli;

import digest.edition.Edition;
import digest.edition.Explanation;
import digest.edition.Newsletter;
import digest.mail.DemoInbox;
import digest.press.BuildEdition;
import digest.press.DispatchEdition;
import digest.press.Press;
import digest.press.PreviewEdition;
import digest.store.Audience;
import digest.store.ImportReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The demo's way: import, build, freeze, send, look into the inboxes, write files. */
final class DemoRun {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Session session;
  private final Screen out;
  private final Press press;
  private final OpenPress open;
  private final DemoFolder folder;
  private final DemoTokens tokens;
  private final boolean bars;

  DemoRun(Session session, OpenPress open, DemoFolder folder, DemoTokens tokens, boolean bars) {
    this.session = session;
    this.out = session.out();
    this.open = open;
    this.press = open.press();
    this.folder = folder;
    this.tokens = tokens;
    this.bars = bars;
  }

  /** Does it all and prints it; whether everything came as it should. */
  boolean show(DemoInbox inbox) {
    Instant begin = session.doors().clock().instant();
    out.line(Style.BOLD, "Digest demo · nothing leaves this machine");
    out.line(Style.DIM, "Folder " + folder.path() + " · SMTP " + open.relay());
    subscribers();
    boolean isWell = true;
    List<Edition> sent = new ArrayList<>();
    for (Newsletter newsletter : press.catalogue().newsletters()) {
      Edition edition = build(newsletter);
      isWell &= send(edition, inbox);
      sent.add(edition);
    }
    files(sent, inbox);
    Duration took = Duration.between(begin, session.doors().clock().instant());
    out.blank();
    out.line(
        isWell ? Style.GOOD : Style.BAD,
        (isWell ? "All well" : "Not all is well") + ", after " + took.toMillis() / 1000.0 + " s.");
    return isWell;
  }

  private void subscribers() {
    out.heading("Readers");
    ImportReport report = SubscriberCommand.read(session, press, folder.subscribers(), null, false);
    SubscriberCommand.print(out, report, false);
  }

  private Edition build(Newsletter newsletter) {
    out.heading(newsletter.title());
    BuildEdition.Built built =
        EditionCommand.build(
            press, newsletter.id(), "demo", null, session.doors().clock().instant());
    EditionText text = new EditionText(out, press);
    built.fetched().forEach(text::fetched);
    text.head(built.edition());
    List<Explanation> all = press.rooms().editions().explanations(built.edition().id());
    out.blank();
    new ExplanationText(out).printBriefly(all);
    return built.edition();
  }

  private boolean send(Edition edition, DemoInbox inbox) {
    out.blank();
    Audience audience = press.freezeEdition().plan(edition.id()).audience();
    audience
        .excluded()
        .forEach(
            (why, count) ->
                out.line(
                    Style.DIM, "Not to " + Words.number(count) + " · " + Words.exclusion(why)));
    press.freezeEdition().approveAndFreeze(edition.id(), edition.hash());
    DispatchEdition.Result result;
    try (ProgressLine bar =
        ProgressLine.on(
            session.terminal(),
            bars,
            press.steerEdition().progress(edition.id()),
            session.doors().clock())) {
      result = press.dispatchEdition().run(edition.id(), PATIENCE, bar);
    }
    new SendReport(out, open.relay(), new ConfigOption(), session.doors().clock().instant())
        .print(edition.id(), result, 0);
    return new DemoCheck(press, inbox).print(out, edition) && SendReport.code(result, 0) == 0;
  }

  private void files(List<Edition> editions, DemoInbox inbox) {
    Table table = Table.of("", "");
    for (Edition edition : editions) {
      PreviewEdition.Preview preview = press.previewEdition().sample(edition.id());
      boolean isFirst = edition.equals(editions.get(0));
      String name = isFirst ? "preview" : "preview-" + language(edition);
      String html = preview.mail().html();
      if (isFirst) {
        String local = html.replace(tokens.site() + "/demo/pictures/", "pictures/");
        table.row(written("open-me.html", local), "the mail in a browser, pictures included");
        table.row(written(name + ".html", html), "its HTML part, as it went");
        table.row(written(name + ".txt", preview.mail().text()), "its text part");
      } else {
        table.row(written(name + ".html", html), "the HTML part in " + language(edition));
      }
    }
    int mails = mails(inbox);
    table.row(folder.path().resolve("mails"), Words.count(mails, "mail") + " as they arrived");
    table.row(folder.config(), "the whole installation, to play with");
    out.heading("Look at");
    out.table(table, "");
    String config = " --config " + folder.config();
    out.blank();
    out.line("Why each article is in or out: digest edition explain 1" + config);
  }

  private int mails(DemoInbox inbox) {
    int number = 0;
    for (DemoInbox.Received mail : inbox.received()) {
      number++;
      String to = Writing.fileName(mail.to().toString());
      written("mails/" + String.format(Locale.ROOT, "%02d-%s.eml", number, to), mail.eml());
    }
    return number;
  }

  private Path written(String name, String text) {
    return Writing.file(folder.path().resolve(name), text);
  }

  private String language(Edition edition) {
    return press.catalogue().newsletter(edition.newsletter()).language().getLanguage();
  }
}
