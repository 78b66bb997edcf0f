package digest.select;

import digest.edition.Reason;

/**
 * Why one article is in or out.
 *
 * @param detail a sentence for an editor
 */
record Verdict(Reason reason, String detail) {}
