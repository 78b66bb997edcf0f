package digest.press;

import digest.delivery.Delivery;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells a recipient at whom connections break from a relay that breaks them for everybody (delivery
 * L7): only where nearly all others were answered lately is the recipient to blame. Pure but for
 * its memory; safe for many threads.
 */
final class Breakage {

  private static final int REMEMBERED = 100;
  private static final int FEW = 2;
  private static final int ONE_IN = 10;

  private final Map<Delivery.Id, Boolean> lately =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Delivery.Id, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The relay answered. */
  synchronized void answered(Delivery.Id id) {
    lately.put(id, false);
  }

  /** The connection broke; whether this recipient is to blame for it. */
  synchronized boolean broke(Delivery.Id id) {
    lately.remove(id);
    long broken = lately.values().stream().filter(broke -> broke).count();
    boolean fewBroke = broken <= FEW || broken * ONE_IN <= lately.size();
    boolean isToBlame = broken < lately.size() && fewBroke;
    lately.put(id, true);
    return isToBlame;
  }
}
