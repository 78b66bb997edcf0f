package digest;

/** A value that does not fit its key; turned into a problem by {@link Block}. */
final class Unfit extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String remedy;
  private final boolean namesItsKey;

  private Unfit(String what, String remedy, boolean namesItsKey) {
    super(what);
    this.remedy = remedy;
    this.namesItsKey = namesItsKey;
  }

  /** What is wrong; the key is put before it. */
  static Unfit because(String what, String remedy) {
    return new Unfit(what, remedy, false);
  }

  /** What is wrong, in a sentence that says already which setting it is. */
  static Unfit saying(String what, String remedy) {
    return new Unfit(what, remedy, true);
  }

  String what() {
    return String.valueOf(getMessage());
  }

  /** What to do, or empty: then the key's example is shown. */
  String remedy() {
    return remedy;
  }

  boolean namesItsKey() {
    return namesItsKey;
  }
}
