package digest.select;

/** What a line that stands alone among paragraphs does to the text (picking T4). */
enum Signpost {
  /** It is text. */
  NONE,
  /** No text, but text goes on behind it. */
  PASS,
  /** The article ends here. */
  END;

  /**
   * Of a block.
   *
   * @param block its whole text
   * @param unlinked what of it is no link
   * @param first nothing of the article stands before it
   */
  static Signpost of(String block, String unlinked, boolean first) {
    if (unlinked.length() > Markup.LONGEST_PHRASE) {
      return NONE;
    }
    String own = Key.of(unlinked);
    boolean linked = unlinked.length() < block.length();
    // "Read also: HEADLINE"
    if (linked && !own.isEmpty() && leadsElsewhere(own)) {
      return PASS;
    }
    return block.length() > Markup.LONGEST_PHRASE ? NONE : ofWhole(Key.of(block), linked, first);
  }

  private static Signpost ofWhole(String key, boolean linked, boolean first) {
    boolean more = Phrases.MORE.contains(key);
    boolean boundary = Phrases.BOUNDARIES.contains(key);
    if (Phrases.NOTICES.contains(key) || (more && (linked || !boundary) && isLink(key, linked))) {
      return PASS;
    }
    if (Phrases.FOOTS.contains(key)) {
      return first ? PASS : END;
    }
    return boundary ? END : NONE;
  }

  /** A word such as "More" may be a sentence of its own when nothing is to be clicked. */
  private static boolean isLink(String key, boolean linked) {
    return linked || Key.words(key) > 1;
  }

  private static boolean leadsElsewhere(String key) {
    return Phrases.BOUNDARIES.contains(key) || Phrases.MORE.contains(key);
  }
}
