package digest.mail;

import java.util.concurrent.atomic.AtomicInteger;

/** What a {@link ChunkRelay} says. */
interface ChunkMood {

  /** Instead of a reply: hangs up. */
  String DROP = "DROP";

  /** Hangs up where a mail would be kept, and keeps it. */
  String KEEP_AND_DROP = "KEEP AND DROP";

  /** Never says anything again, and reads on. */
  String HANG = "HANG";

  /** Begins a reply after which the connection stays, where others would be closed. */
  String STAYING = "STAY ";

  /** Begins a reply that keeps the mail, or takes the recipient, all the same. */
  String TAKING = "TAKE ";

  /**
   * What it says to a command.
   *
   * @param to the recipient that was named last, or none
   * @return empty for what a good relay says
   */
  String says(int connection, String verb, String to);

  /** At one place, for one recipient. */
  static ChunkMood at(String verb, String to, String says) {
    return (connection, asked, recipient) -> asked.equals(verb) && recipient.equals(to) ? says : "";
  }

  /** At one place, at its n-th time. */
  static ChunkMood nth(String verb, int time, String says) {
    AtomicInteger times = new AtomicInteger();
    return (connection, asked, recipient) ->
        asked.equals(verb) && times.incrementAndGet() == time ? says : "";
  }
}
