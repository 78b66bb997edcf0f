package digest.render;

import digest.delivery.Rendering;
import java.util.List;

/** What is wrong with a rendering's markup, found without asking anybody. */
public final class MarkupCheck {
  private MarkupCheck() {}

  /** In the order of the rules; empty when nothing is wrong. */
  public static List<Finding> check(Rendering rendering) {
    return List.of();
  }
}
