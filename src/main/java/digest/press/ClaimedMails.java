package digest.press;

import digest.delivery.Claim;
import digest.delivery.Eml;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection's mails, made as they are asked for from a source that all connections share. Used
 * by one thread; a mail that was looked at but not taken is kept for the next connection.
 */
final class ClaimedMails implements Iterator<Eml> {

  private final Supplier<Optional<Claim>> claims;
  private final Function<Claim, Optional<Eml>> maker;
  private @Nullable Eml next;

  /**
   * @param maker empty for a claim that cannot be made into a mail; it has been settled then
   */
  ClaimedMails(Supplier<Optional<Claim>> claims, Function<Claim, Optional<Eml>> maker) {
    this.claims = claims;
    this.maker = maker;
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      Optional<Claim> claim = claims.get();
      if (claim.isEmpty()) {
        return false;
      }
      next = maker.apply(claim.get()).orElse(null);
    }
    return true;
  }

  @Override
  public Eml next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("no claimed mail is left");
    }
    Eml taken = next;
    next = null;
    return taken;
  }
}
