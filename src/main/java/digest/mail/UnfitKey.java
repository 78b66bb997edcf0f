package digest.mail;

/** A file that holds no private key we can sign with; says nothing of what it does hold. */
public final class UnfitKey extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String remedy;

  UnfitKey(String what, String remedy) {
    super(what);
    this.remedy = remedy;
  }

  /** What is wrong, to stand after the file's name: {@code holds a public key}. */
  public String what() {
    return String.valueOf(getMessage());
  }

  /** What to do, without a full stop. */
  public String remedy() {
    return remedy;
  }
}
