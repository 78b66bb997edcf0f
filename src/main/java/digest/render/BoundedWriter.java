package digest.render;

import java.io.Writer;

/** Gathers a render's output and stops it when there is too much. */
final class BoundedWriter extends Writer {
  private final StringBuilder text = new StringBuilder();
  private final int maxBytes;
  private long bytes;

  BoundedWriter(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Unchecked, so that no template can catch it with {@code <#attempt>}. */
  static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void write(char[] buffer, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      bytes += utf8(buffer[i]);
    }
    refuseTooMuch();
    text.append(buffer, offset, length);
  }

  @Override
  public void write(String string, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      bytes += utf8(string.charAt(i));
    }
    refuseTooMuch();
    text.append(string, offset, offset + length);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return text.toString();
  }

  private void refuseTooMuch() {
    if (bytes > maxBytes) {
      throw new Full();
    }
  }

  private static int utf8(char character) {
    if (character < 0x80) {
      return 1;
    }
    return character < 0x800 || Character.isSurrogate(character) ? 2 : 3;
  }
}
