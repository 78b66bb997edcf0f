package digest.mail;

import digest.delivery.Delivery;
import digest.delivery.Evidence;
import digest.delivery.SmtpReply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a relay wrote down about mails that came to it: the log of Postfix or Exim, or a table (CSV)
 * as providers export it. Read once from the beginning to the end, however long it is; only about
 * wanted mails is anything kept.
 */
public final class RelayLog {

  /** How far a mail came, from the least to the most that can be known. */
  public enum Fate {
    /** The relay has it, and may be trying still. */
    HELD,
    /** The relay could not hand it on and gave up. */
    BOUNCED,
    /** The relay handed it on. */
    SENT;

    /** What the ledger makes of it: from HELD on the relay has taken responsibility. */
    public Delivery.State verdict() {
      return this == BOUNCED ? Delivery.State.REJECTED : Delivery.State.ACCEPTED;
    }
  }

  /**
   * One record about a wanted mail.
   *
   * @param recipient as the relay wrote it, or null where it did not
   * @param reply the relay's words, under the command {@link Evidence#COMMAND}
   */
  public record Entry(String messageId, @Nullable String recipient, Fate fate, SmtpReply reply) {

    static Entry of(
        String messageId,
        @Nullable String recipient,
        Fate fate,
        @Nullable String status,
        String words) {
      int code = fate == Fate.BOUNCED ? code(words).orElse(BOUNCED) : ACCEPTED;
      String first = fate == Fate.BOUNCED ? "5" : "2";
      String fitting = status == null || !status.startsWith(first) ? null : status;
      String cut = words.substring(0, Math.min(words.length(), MAX_WORDS));
      String text = SmtpReply.parse(cut, Evidence.COMMAND).text();
      return new Entry(
          messageId, recipient, fate, new SmtpReply(code, fitting, text, Evidence.COMMAND));
    }

    private static Optional<Integer> code(String words) {
      Matcher code = CODE.matcher(words);
      return code.find() ? Optional.of(Integer.parseInt(code.group(1))) : Optional.empty();
    }
  }

  /**
   * What a reading came to.
   *
   * @param understood records of any mail, wanted or not; none means that this is no relay's log
   * @param others of them those about mails that were not wanted
   */
  public record Reading(long understood, long others) {}

  /** A way to write such things down; told every line, in order. */
  interface Form {

    /** The records of wanted mails go to the reader's consumer. */
    Said take(String line);
  }

  /** What a line was. */
  enum Said {
    /** Not in this form. */
    NOTHING,
    /** In this form, and no news about any mail's fate. */
    NO_NEWS,
    /** The fate of a mail that is not wanted. */
    OF_ANOTHER,
    /** The fate of a wanted one. */
    WANTED
  }

  private static final int ACCEPTED = 250;
  private static final int BOUNCED = 550;
  private static final int MAX_WORDS = 500;
  private static final Pattern CODE = Pattern.compile("(?<![\\d.])(5\\d\\d)(?=[ -])");

  private RelayLog() {}

  /**
   * Reads a file.
   *
   * @param wanted tells by a Message-ID, without angle brackets, whether a mail is of interest
   * @throws IOException when it cannot be read
   */
  public static Reading read(Path file, Predicate<String> wanted, Consumer<Entry> found)
      throws IOException {
    try (LogLines lines = LogLines.of(file)) {
      String first = lines.next();
      while (first != null && first.isBlank()) {
        first = lines.next();
      }
      Optional<Form> table =
          first == null ? Optional.empty() : TableLog.of(first, wanted, found).map(each -> each);
      Form form =
          table.orElseGet(() -> either(new PostfixLog(wanted, found), new EximLog(wanted, found)));
      return read(lines, table.isPresent() ? lines.next() : first, form);
    }
  }

  private static Reading read(LogLines lines, @Nullable String first, Form form)
      throws IOException {
    long understood = 0;
    long others = 0;
    for (String line = first; line != null; line = lines.next()) {
      Said said = form.take(line);
      understood += said == Said.NOTHING ? 0 : 1;
      others += said == Said.OF_ANOTHER ? 1 : 0;
    }
    return new Reading(understood, others);
  }

  private static Form either(Form one, Form other) {
    return line -> {
      Said said = one.take(line);
      return said == Said.NOTHING ? other.take(line) : said;
    };
  }
}
