package digest.edition;

/**
 * An article's picture.
 *
 * @param url absolute, https (http only where private addresses are allowed)
 * @param alt empty when the feed gave none
 * @param width in pixels of the file itself, 0 when not known
 * @param height in pixels of the file itself, 0 when not known
 */
public record Image(String url, String alt, int width, int height) {

  /** Whether the real size is known; only such pictures are shown. */
  public boolean isMeasured() {
    return width > 0 && height > 0;
  }

  /** The height it has when shown this wide. */
  public int heightAt(int shownWidth) {
    return Math.max(1, Math.round((float) height * shownWidth / width));
  }
}
