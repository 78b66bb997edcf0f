package digest.press;

import digest.edition.Edition;
import digest.store.Editions;

/** Look-ups that must succeed. */
final class Found {

  private Found() {}

  static Edition edition(Editions editions, Edition.Id id) {
    return editions
        .find(id)
        .orElseThrow(() -> new Refusal("there is no edition " + id + "; see: digest edition list"));
  }
}
