package digest.mail;

import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.delivery.SmtpReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;

/**
 * Writes each mail as a file instead of sending it; the same mail again replaces its file.
 *
 * <p>The name is the Message-ID's, letters, digits and {@code .@_-} kept, with {@code .eml}.
 */
public final class EmlFolder implements Transport {

  private static final int MAX_NAME = 200;

  private final Path folder;

  /**
   * @param folder made when the first mail comes
   */
  public EmlFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public Ending send(Iterator<Eml> mails, Journal journal) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      return new Ending.Unreachable("the folder " + folder + " cannot be made: " + e.getMessage());
    }
    while (mails.hasNext()) {
      Eml mail = mails.next();
      if (journal.wanted(mail) && journal.intend(mail)) {
        journal.settle(mail, write(mail));
      }
    }
    return new Ending.Done();
  }

  /** Nothing is kept open. */
  @Override
  public void close() {}

  private Outcome write(Eml mail) {
    String name = fileName(mail.messageId());
    try {
      Path part = Files.write(folder.resolve(name + ".part"), mail.bytes());
      Files.move(part, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      return new Outcome.Accepted(new SmtpReply(250, "2.0.0", "written to " + name, "."));
    } catch (IOException e) {
      return new Outcome.Deferred(null, "cannot write " + name + ": " + e.getMessage());
    }
  }

  private static String fileName(String messageId) {
    String safe = messageId.replaceAll("[^A-Za-z0-9.@_-]", "_").replaceAll("^\\.+", "_");
    return safe.substring(0, Math.min(safe.length(), MAX_NAME)) + ".eml";
  }
}
