package digest;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a key takes.
 *
 * @param name as in "expected a whole number" and in the reference
 * @param reading gives the value, or throws {@link Unfit}
 */
record Shape<T>(String name, Function<Node, T> reading) {

  /**
   * A single value.
   *
   * @param reading gives the value, empty when the text is of another shape, or throws {@link
   *     Unfit} or, as our words do, IllegalArgumentException with what is wrong
   */
  static <T> Shape<T> scalar(String name, Function<String, Optional<T>> reading) {
    return new Shape<>(name, node -> ofScalar(name, node, reading));
  }

  /**
   * @throws Unfit when the node has another shape
   */
  T read(Node node) {
    return reading.apply(node);
  }

  /** The plain complaint. */
  static Unfit expected(String name, Node node) {
    return Unfit.because("expected " + name + ", found " + node.found(), "");
  }

  private static <T> T ofScalar(String name, Node node, Function<String, Optional<T>> reading) {
    if (!(node instanceof Node.Scalar scalar)) {
      throw expected(name, node);
    }
    try {
      return reading.apply(scalar.text()).orElseThrow(() -> expected(name, node));
    } catch (Unfit | IllegalArgumentException e) {
      // What a variable holds may be a password put in the wrong place.
      if (scalar.isHidden()) {
        throw expected(name, node);
      }
      throw e instanceof Unfit unfit ? unfit : Unfit.because(String.valueOf(e.getMessage()), "");
    }
  }
}
