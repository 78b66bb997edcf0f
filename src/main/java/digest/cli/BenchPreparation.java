package digest.cli;

import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.press.BuildEdition;
import digest.press.Press;
import digest.store.ImportReport;
import java.util.Locale;

/** Fills an empty store: readers are imported, an edition is built and frozen. */
final class BenchPreparation {

  /**
   * A store with a frozen edition, and what it took, in seconds.
   *
   * @param bytes of one message
   */
  record Prepared(
      int messages,
      int articles,
      int bytes,
      double importSeconds,
      double buildSeconds,
      double freezeSeconds) {}

  private final Session session;
  private final Press press;
  private final int messages;

  BenchPreparation(Session session, Press press, int messages) {
    this.session = session;
    this.press = press;
    this.messages = messages;
  }

  Prepared in(BenchFolder folder) {
    ProcessUse begun = ProcessUse.now(session.doors().clock());
    imported(folder);
    ProcessUse imported = told(Words.count(messages, "reader") + " imported", begun);
    Edition edition = built();
    int articles = edition.content().picks().size();
    ProcessUse built =
        told("an edition of " + Words.count(articles, "article") + " built", imported);
    press.freezeEdition().approveAndFreeze(edition.id(), edition.hash());
    ProcessUse frozen = told("frozen", built);
    return new Prepared(
        messages,
        articles,
        bytes(press, edition.id()),
        imported.secondsSince(begun),
        built.secondsSince(imported),
        frozen.secondsSince(built));
  }

  /** Of a message as it goes to a reader with a short name. */
  static int bytes(Press press, Edition.Id edition) {
    return press.previewEdition().sample(edition).eml().size();
  }

  private void imported(BenchFolder folder) {
    ImportReport report =
        SubscriberCommand.read(session, press, folder.readers(messages), null, false);
    if (report.added() != messages) {
      SubscriberCommand.print(session.err(), report, false);
      throw new CommandFault(
          "the database is not empty; name one that is, and that nobody needs: --database URL");
    }
  }

  private Edition built() {
    BuildEdition.Built built =
        EditionCommand.build(
            press,
            new Newsletter.Id(BenchFolder.NEWSLETTER),
            "bench",
            null,
            session.doors().clock().instant());
    return built.edition();
  }

  private ProcessUse told(String words, ProcessUse since) {
    ProcessUse now = ProcessUse.now(session.doors().clock());
    String seconds = String.format(Locale.ROOT, "%.1f s", now.secondsSince(since));
    session.err().line(Style.DIM, words + " in " + seconds);
    return now;
  }
}
