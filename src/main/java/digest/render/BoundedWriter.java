package digest.render;

import java.io.Writer;

/** Gathers a render's output and stops it when there is too much. */
final class BoundedWriter extends Writer {
  private static final int MOST_BYTES_PER_CHAR = 3;

  private final StringBuilder text = new StringBuilder();
  private final int maxBytes;
  private int counted;
  private long bytes; // of those

  /**
   * @param maxBytes in UTF-8
   */
  BoundedWriter(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Unchecked, so that no template can catch it with {@code <#attempt>}. */
  static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void write(char[] buffer, int offset, int length) {
    text.append(buffer, offset, length);
    refuseTooMuch();
  }

  @Override
  public void write(String string, int offset, int length) {
    text.append(string, offset, offset + length);
    refuseTooMuch();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return text.toString();
  }

  /**
   * Counted only where it may be too much: the output of a render is long, and mostly far from it.
   */
  private void refuseTooMuch() {
    if ((long) text.length() * MOST_BYTES_PER_CHAR > maxBytes && bytes() > maxBytes) {
      throw new Full();
    }
  }

  private long bytes() {
    for (; counted < text.length(); counted++) {
      bytes += utf8(text.charAt(counted));
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
