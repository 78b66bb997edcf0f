package digest.cli;

/** A command line that cannot be understood, found after picocli had read it; exit code 2. */
final class UsageFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageFault(String message) {
    super(message);
  }
}
