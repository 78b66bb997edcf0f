package digest.delivery;

/**
 * An edition's variant as characters: what FreeMarker made, before any encoding.
 *
 * <p>Open fields are single characters, {@link Field#mark()}; a rendering made in full for one
 * recipient has none. Lines end in {@code \n}.
 *
 * @param html a whole document, styles inlined
 * @param text the plain-text part, lines of 72 columns at most unless they hold one URL
 */
public record Rendering(String html, String text) {}
