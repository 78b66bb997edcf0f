package digest.mail;

import java.io.IOException;

/** What the relay said is not SMTP. */
final class UnfitReply extends IOException {

  private static final long serialVersionUID = 1;
  private static final int SHOWN = 80;

  UnfitReply(String line) {
    super("not an SMTP reply: \"" + line.substring(0, Math.min(line.length(), SHOWN)) + "\"");
  }
}
