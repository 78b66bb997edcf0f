package digest.feed;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns bytes into text although feeds lie about their encoding (safety T25).
 *
 * <p>In this order: the byte order mark; UTF-8 when the bytes are that and nothing better is
 * claimed; the XML declaration; the HTTP header; what ICU makes of the bytes. A claim that the
 * bytes disprove does not count.
 */
final class Decoding {

  private static final Pattern CLAIM =
      Pattern.compile("(?i)(?:encoding|charset)\\s*=\\s*[\"']?([A-Za-z0-9._:-]+)");

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /** Encodings of one byte a letter: any bytes are valid, so the claim proves nothing. */
  private static final Pattern ONE_BYTE =
      Pattern.compile("(?i)(iso-8859-\\d+|windows-125\\d|koi8-.*|us-ascii|x-mac.*)");

  private static final int HEAD = 1_000;
  private static final int SAMPLE = 8_000;

  private Decoding() {}

  /** The text without its byte order mark. */
  static String decode(byte[] bytes, String contentType) {
    Optional<String> marked = byMark(bytes);
    if (marked.isPresent()) {
      return marked.get();
    }
    // What is of two bytes a letter has been seen by now, whatever is claimed.
    Optional<Charset> claimed =
        claimed(bytes, contentType).filter(charset -> !charset.name().startsWith("UTF-16"));
    boolean isWeak = claimed.isEmpty() || ONE_BYTE.matcher(claimed.get().name()).matches();
    if (isWeak && isUtf8(bytes)) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return claimed
        .filter(charset -> isValid(bytes, charset))
        .map(charset -> new String(bytes, charset))
        .orElseGet(() -> guessed(bytes));
  }

  private static Optional<String> byMark(byte[] bytes) {
    if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
      byte[] rest = Arrays.copyOfRange(bytes, 3, bytes.length);
      return Optional.of(isUtf8(rest) ? new String(rest, StandardCharsets.UTF_8) : guessed(rest));
    }
    if (startsWith(bytes, 0, 0, 0xfe, 0xff) || startsWith(bytes, 0, 0, 0, '<')) {
      return Optional.of(unmarked(new String(bytes, Charset.forName("UTF-32BE"))));
    }
    if (startsWith(bytes, 0xff, 0xfe, 0, 0) || startsWith(bytes, '<', 0, 0, 0)) {
      return Optional.of(unmarked(new String(bytes, Charset.forName("UTF-32LE"))));
    }
    if (startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0, '<') || startsWith(bytes, 0, '{')) {
      return Optional.of(unmarked(new String(bytes, StandardCharsets.UTF_16BE)));
    }
    if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, '<', 0) || startsWith(bytes, '{', 0)) {
      return Optional.of(unmarked(new String(bytes, StandardCharsets.UTF_16LE)));
    }
    return Optional.empty();
  }

  private static String unmarked(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /**
   * What the header says, else the XML declaration (RFC 7303 §3); but a header of Latin-1 is a
   * server's default, which the declaration knows better.
   */
  private static Optional<Charset> claimed(byte[] bytes, String contentType) {
    Optional<Charset> declared = charset(declaration(bytes)).map(Decoding::asBrowsers);
    Optional<Charset> sent = charset(contentType).map(Decoding::asBrowsers);
    boolean isDefault = sent.filter(charset -> !charset.equals(WINDOWS_1252)).isEmpty();
    return isDefault ? declared.or(() -> sent) : sent;
  }

  private static String declaration(byte[] bytes) {
    boolean isEbcdic = startsWith(bytes, 0x4c, 0x6f, 0xa7, 0x94);
    Charset charset = isEbcdic ? Charset.forName("IBM037") : StandardCharsets.ISO_8859_1;
    String head = new String(bytes, 0, Math.min(bytes.length, HEAD), charset);
    return head.contains("<?xml")
        ? head.replaceFirst("(?s)^.*?<\\?xml", "").replaceFirst("(?s)\\?>.*", "")
        : "";
  }

  private static Charset asBrowsers(Charset charset) {
    boolean isLatin1 =
        charset.equals(StandardCharsets.ISO_8859_1) || charset.equals(StandardCharsets.US_ASCII);
    return isLatin1 ? WINDOWS_1252 : charset;
  }

  private static Optional<Charset> charset(String claim) {
    Matcher name = CLAIM.matcher(claim);
    return name.find() ? named(name.group(1)) : Optional.empty();
  }

  private static Optional<Charset> named(String name) {
    try {
      String lower = name.toLowerCase(Locale.ROOT);
      return Optional.of(Charset.forName(Charsets.usual(lower)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Looks where the letters are; the first 8,000 bytes of a feed can be all ASCII. */
  private static String guessed(byte[] bytes) {
    if (isMostlyUtf8(bytes)) {
      return withStrays(bytes);
    }
    int letter = 0;
    while (letter < bytes.length && bytes[letter] >= 0) {
      letter++;
    }
    int from = Math.max(0, Math.min(letter - SAMPLE / 4, bytes.length - SAMPLE));
    byte[] sample = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + SAMPLE));
    CharsetDetector detector = new CharsetDetector();
    detector.enableInputFilter(true);
    detector.setText(sample);
    // No text without a mark and with single brackets is of two bytes a letter.
    return Arrays.stream(detector.detectAll())
        .map(CharsetMatch::getName)
        .filter(name -> !name.startsWith("UTF-16") && !name.startsWith("UTF-32"))
        .findFirst()
        .flatMap(Decoding::named)
        .map(Decoding::asBrowsers)
        .map(charset -> new String(bytes, charset))
        .orElseGet(() -> new String(bytes, WINDOWS_1252));
  }

  /** Ten good letters to a bad one: no other encoding looks like that by chance. */
  private static boolean isMostlyUtf8(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    long bad = text.chars().filter(c -> c == '\ufffd').count();
    long good = text.chars().filter(c -> c >= 0x80).count() - bad;
    return good >= 10 * bad;
  }

  /** UTF-8 with some bytes of Windows-1252 in it: quotation marks pasted into a good page. */
  private static String withStrays(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    CharBuffer to = CharBuffer.allocate(bytes.length + 1);
    CharsetDecoder decoder = strict(StandardCharsets.UTF_8);
    while (true) {
      CoderResult result = decoder.decode(from, to, true);
      if (!result.isError()) {
        return to.flip().toString();
      }
      byte[] stray = new byte[result.length()];
      from.get(stray);
      to.put(new String(stray, WINDOWS_1252));
      decoder.reset();
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    return isValid(bytes, StandardCharsets.UTF_8);
  }

  /** Whether the bytes can be that; a letter cut in two at the very end is no objection. */
  private static boolean isValid(byte[] bytes, Charset charset) {
    CharsetDecoder decoder = strict(charset);
    ByteBuffer from = ByteBuffer.wrap(bytes);
    CharBuffer to = CharBuffer.allocate(SAMPLE);
    while (true) {
      CoderResult result = decoder.decode(from, to, false);
      if (!result.isOverflow()) {
        return !result.isError();
      }
      to.clear();
    }
  }

  private static CharsetDecoder strict(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
