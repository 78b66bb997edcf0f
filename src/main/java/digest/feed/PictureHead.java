package digest.feed;

import java.util.Optional;

/** Reads a picture's size from its first bytes: PNG, GIF, JPEG, WebP. */
final class PictureHead {

  /** In pixels. */
  record Size(int width, int height) {}

  private final byte[] bytes;

  private PictureHead(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Empty when it is none of these, or breaks off too early. */
  static Optional<Size> size(byte[] bytes) {
    PictureHead head = new PictureHead(bytes);
    return head.read().filter(size -> size.width() > 0 && size.height() > 0);
  }

  private Optional<Size> read() {
    if (startsWith(0, "\u0089PNG\r\n\u001a\n") && startsWith(12, "IHDR")) {
      return size(24, big32(16), big32(20));
    }
    if (startsWith(0, "GIF8")) {
      return size(10, little16(6), little16(8));
    }
    if (startsWith(0, "RIFF") && startsWith(8, "WEBP")) {
      return webp();
    }
    return startsWith(0, "\u00ff\u00d8\u00ff") ? jpeg() : Optional.empty();
  }

  /** RFC 9649: lossy, lossless, or extended. */
  private Optional<Size> webp() {
    if (startsWith(12, "VP8 ")) {
      return size(30, little16(26) & 0x3fff, little16(28) & 0x3fff);
    }
    if (startsWith(12, "VP8L")) {
      int bits = little16(21) | little16(23) << 16;
      return size(25, (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
    }
    return startsWith(12, "VP8X")
        ? size(30, (little16(24) | at(26) << 16) + 1, (little16(27) | at(29) << 16) + 1)
        : Optional.empty();
  }

  /** Goes from marker to marker up to the frame's, past the thumbnail in the camera's notes. */
  private Optional<Size> jpeg() {
    int at = 2;
    while (at + 9 < bytes.length && at(at) == 0xff) {
      int marker = at(at + 1);
      if (isFrame(marker)) {
        return size(at + 9, big16(at + 7), big16(at + 5));
      }
      boolean isAlone = marker == 0xff || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
      at += marker == 0xff ? 1 : isAlone ? 2 : 2 + Math.max(2, big16(at + 2));
    }
    return Optional.empty();
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private Optional<Size> size(int needed, int width, int height) {
    return bytes.length < needed ? Optional.empty() : Optional.of(new Size(width, height));
  }

  private boolean startsWith(int from, String latin1) {
    for (int i = 0; i < latin1.length(); i++) {
      if (at(from + i) != latin1.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** 0 behind the end. */
  private int at(int index) {
    return index < bytes.length ? bytes[index] & 0xff : 0;
  }

  private int big16(int index) {
    return at(index) << 8 | at(index + 1);
  }

  private int big32(int index) {
    return big16(index) << 16 | big16(index + 2);
  }

  private int little16(int index) {
    return at(index) | at(index + 1) << 8;
  }
}
