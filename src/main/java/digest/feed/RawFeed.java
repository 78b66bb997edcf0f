package digest.feed;

import java.util.List;

/**
 * What a format's reader found, before the entries are judged.
 *
 * @param format for people
 * @param title one plain line, or empty
 * @param site the address of the site, absolute, or empty
 * @param language as written, or empty
 */
record RawFeed(
    String format,
    String title,
    String site,
    String language,
    List<Entry> entries,
    List<String> problems) {}
