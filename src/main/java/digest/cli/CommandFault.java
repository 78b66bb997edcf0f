package digest.cli;

/** A command that cannot be done; the message says what, where and what to do. */
final class CommandFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFault(String message) {
    super(message);
  }

  CommandFault(String message, Throwable cause) {
    super(message, cause);
  }
}
