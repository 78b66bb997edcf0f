package digest.web;

import digest.mail.DemoInbox;
import org.jspecify.annotations.Nullable;

/**
 * What the pages show beside the desk, for a demo.
 *
 * @param inbox its mails are shown at {@code /inbox}; null means no such page
 * @param demoPictures whether the sample's pictures are served at {@code /demo/pictures/NAME.png}
 */
public record WebExtras(@Nullable DemoInbox inbox, boolean demoPictures) {
  /** Nothing beside the desk. */
  public static final WebExtras NONE = new WebExtras(null, false);
}
