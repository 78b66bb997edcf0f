package digest.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** What a sink kept, and what it was asked. Written by its thread, read by any. */
public final class SinkRecord {

  private static final int HEADERS = 8192;
  private static final String MESSAGE_ID = "\nMessage-ID:";

  /**
   * A message that was kept.
   *
   * @param hash of all its bytes, as they came over the wire
   * @param length of them
   * @param connection by its number
   * @param begunAt when its MAIL was read, as {@link System#nanoTime}
   * @param endedAt when its final dot was read
   * @param answered whether it was answered by 250
   */
  public record Copy(
      String recipient,
      String messageId,
      String hash,
      int length,
      int connection,
      long begunAt,
      long endedAt,
      boolean answered) {}

  private final List<Copy> copies = new ArrayList<>();
  private final AtomicInteger kept = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final Map<String, Integer> tries = new ConcurrentHashMap<>();
  private final Map<String, Integer> faults = new ConcurrentHashMap<>();
  private final List<byte[]> bodies = new ArrayList<>();
  private volatile boolean keepsBodies;

  /** How many messages were kept so far. */
  public int kept() {
    return kept.get();
  }

  /** How many connections were opened. */
  public int connections() {
    return connections.get();
  }

  /** All that was kept, in order. */
  public synchronized List<Copy> copies() {
    return List.copyOf(copies);
  }

  /** The same by recipient. */
  public Map<String, List<Copy>> byRecipient() {
    return copies().stream()
        .collect(Collectors.groupingBy(Copy::recipient, TreeMap::new, Collectors.toList()));
  }

  /** How often a recipient was named. */
  public int tries(String recipient) {
    return tries.getOrDefault(recipient, 0);
  }

  /** How often each fault struck. */
  public Map<String, Integer> faults() {
    return new TreeMap<>(faults);
  }

  /** How often this one did: {@code WHERE=WHAT}. */
  public int faults(String fault) {
    return faults.getOrDefault(fault, 0);
  }

  /** From now on the whole messages are kept too. */
  public SinkRecord keepBodies() {
    keepsBodies = true;
    return this;
  }

  /** The whole messages, in the order of {@link #copies} when all were kept. */
  public synchronized List<byte[]> bodies() {
    return List.copyOf(bodies);
  }

  int connected() {
    return connections.incrementAndGet();
  }

  void tried(String recipient) {
    tries.merge(recipient, 1, Integer::sum);
  }

  void struck(SinkFault fault) {
    faults.merge(fault.toString(), 1, Integer::sum);
  }

  /** A message's place in a buffer. */
  static final class Span {
    private final byte[] bytes;
    private final int from;
    private final int to;

    Span(byte[] bytes, int from, int to) {
      this.bytes = bytes;
      this.from = from;
      this.to = to;
    }

    int length() {
      return to - from;
    }

    byte[] copy() {
      return Arrays.copyOfRange(bytes, from, to);
    }

    String headers() {
      return new String(bytes, from, Math.min(length(), HEADERS), StandardCharsets.ISO_8859_1);
    }

    void digest(MessageDigest digest) {
      digest.update(bytes, from, length());
    }
  }

  synchronized void keep(
      String recipient, Span mail, int connection, long begunAt, long endedAt, boolean answered) {
    copies.add(
        new Copy(
            recipient,
            messageId(mail.headers()),
            hash(mail),
            mail.length(),
            connection,
            begunAt,
            endedAt,
            answered));
    if (keepsBodies) {
      bodies.add(mail.copy());
    }
    kept.incrementAndGet();
  }

  private static String messageId(String headers) {
    int at = headers.indexOf(MESSAGE_ID);
    if (at < 0) {
      return "";
    }
    int begin = headers.indexOf('<', at);
    int end = headers.indexOf('>', at);
    return begin < 0 || end < begin ? "" : headers.substring(begin, end + 1);
  }

  private static String hash(Span mail) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      mail.digest(digest);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
