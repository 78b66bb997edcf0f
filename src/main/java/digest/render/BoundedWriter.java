package digest.render;

import java.io.Writer;
import java.util.Arrays;

/**
 * Gathers a render's output and stops it when there is too much. Its characters lie in an array of
 * ours, as what is written comes in many small pieces.
 */
final class BoundedWriter extends Writer {
  private static final int MOST_BYTES_PER_CHAR = 3;

  private final int maxBytes;
  private char[] text;
  private int length;
  private int counted;
  private long bytes; // of those

  /**
   * @param maxBytes in UTF-8
   * @param expected characters
   */
  BoundedWriter(int maxBytes, int expected) {
    this.maxBytes = maxBytes;
    this.text = new char[expected];
  }

  /** Unchecked, so that no template can catch it with {@code <#attempt>}. */
  static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void write(char[] buffer, int offset, int count) {
    makeRoom(count);
    System.arraycopy(buffer, offset, text, length, count);
    length += count;
    refuseTooMuch();
  }

  @Override
  public void write(String string) {
    write(string, 0, string.length());
  }

  @Override
  public void write(String string, int offset, int count) {
    makeRoom(count);
    string.getChars(offset, offset + count, text, length);
    length += count;
    refuseTooMuch();
  }

  private void makeRoom(int more) {
    if (more > text.length - length) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, length + more));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** What was written since the last time; the next may have as much again. */
  String take() {
    return take(0);
  }

  /** The same without white space before its first letter. */
  String takeStripped() {
    int start = 0;
    while (start < length && Character.isWhitespace(text[start])) {
      start++;
    }
    return take(start);
  }

  private String take(int start) {
    String taken = new String(text, start, length - start);
    length = 0;
    counted = 0;
    bytes = 0;
    return taken;
  }

  /**
   * Counted only where it may be too much: the output of a render is long, and mostly far from it.
   */
  private void refuseTooMuch() {
    if ((long) length * MOST_BYTES_PER_CHAR > maxBytes && bytes() > maxBytes) {
      throw new Full();
    }
  }

  private long bytes() {
    for (; counted < length; counted++) {
      bytes += utf8(text[counted]);
    }
    return bytes;
  }

  private static int utf8(char character) {
    if (character < 0x80) {
      return 1;
    }
    return character < 0x800 || Character.isSurrogate(character) ? 2 : MOST_BYTES_PER_CHAR;
  }
}
