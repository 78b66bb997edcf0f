package digest.feed;

/**
 * What came, as text, and from where.
 *
 * @param address absolute, or empty for a file
 * @param name the title when it gives none: a host or a file's name
 * @param size in bytes, as it came
 * @param isCut whether it went on
 */
record Document(String text, String address, String name, long size, boolean isCut) {

  /** Decoded at once, so that the bytes need not be kept. */
  static Document of(byte[] bytes, String contentType, String address, String name, boolean isCut) {
    String text = Decoding.decode(bytes, contentType);
    return new Document(text, address, name, bytes.length, isCut);
  }
}
