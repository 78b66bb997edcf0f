package digest.audience;

/**
 * What one joins; newsletters go to lists.
 *
 * @param title as readers see it
 */
public record MailingList(Id id, String title, OptIn optIn) {

  /** The list's key in the configuration: lower-case letters, digits, {@code -} and {@code _}. */
  public record Id(String value) {
    /** Refuses keys that could not stand in a header or an address. */
    public Id {
      if (!value.matches("[a-z0-9][a-z0-9_-]{0,62}")) {
        throw new IllegalArgumentException(
            "list id \"" + value + "\" may hold only a-z, 0-9, - and _");
      }
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Whether joining needs a confirmation by mail. */
  public enum OptIn {
    /** On the list at once. */
    SINGLE,
    /** On the list after a press on the confirmation page. */
    DOUBLE
  }
}
