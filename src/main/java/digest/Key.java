package digest;

import org.jspecify.annotations.Nullable;

/**
 * One setting as declared: where it stands, what it takes, what holds when it is left out, what it
 * means. Reading, the environment's overrides, the hunt for misspelt keys and the reference all
 * come from these declarations.
 *
 * @param path from the top, {@code []} after a list: {@code newsletters[].feeds[].url}
 * @param fallback what holds when it is left out, as one would write it; null when there is none
 * @param otherwise the reference's words for the default
 * @param example a value that fits
 */
record Key<T>(
    String path,
    Shape<T> shape,
    @Nullable String fallback,
    String otherwise,
    String example,
    String meaning) {

  static final String REQUIRED = "required";

  /** A key that must be given. */
  static <T> Key<T> required(String path, Shape<T> shape, String example, String meaning) {
    return new Key<>(path, shape, null, REQUIRED, example, meaning);
  }

  /** A key with a plain default. */
  static <T> Key<T> of(String path, Shape<T> shape, String fallback, String meaning) {
    String shown = fallback.isEmpty() ? "none" : "`" + fallback + "`";
    return new Key<>(path, shape, fallback, shown, fallback, meaning);
  }

  /** A key that may be left out: then something else decides, or nothing does. */
  static <T> Key<T> optional(
      String path, Shape<T> shape, String otherwise, String example, String meaning) {
    return new Key<>(path, shape, null, otherwise, example, meaning);
  }

  /** The same with another example, where the default shows too little. */
  Key<T> suchAs(String other) {
    return new Key<>(path, shape, fallback, otherwise, other, meaning);
  }

  boolean isRequired() {
    return otherwise.equals(REQUIRED);
  }

  /** The last part of the path. */
  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** What stands before the name, empty at the top. */
  String parent() {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }

  /** Whether the path holds no list, so that one variable can override the key. */
  boolean isSingle() {
    return !path.contains("[]");
  }

  /**
   * The default's value, or, where there is none, the example's, which stands in for a faulty one.
   */
  T standIn() {
    return shape.read(Node.Scalar.of(fallback == null ? example : fallback, 0));
  }

  /** The example as it may stand in the file. */
  String quotedExample() {
    String plain = "[\\w./<>@:-]+( [\\w./<>@-]+)*";
    return example.matches(plain) || example.startsWith("\"") ? example : "\"" + example + "\"";
  }
}
