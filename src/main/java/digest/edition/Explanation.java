package digest.edition;

/**
 * The final word on one article for one edition.
 *
 * @param detail a sentence for an editor: the rule's figure, the other article's title
 */
public record Explanation(
    Article.Id article, String title, String link, String source, Reason reason, String detail) {}
