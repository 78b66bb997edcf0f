package digest.delivery;

/**
 * How many deliveries of an edition are in each state; the counts add up to the frozen audience.
 */
public record Progress(
    long pending,
    long claimed,
    long sending,
    long accepted,
    long deferred,
    long rejected,
    long uncertain,
    long expired,
    long excluded) {

  /** Nothing frozen. */
  public static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** The frozen audience: everybody considered, those who do not get it included. */
  public long candidates() {
    return prepared() + excluded;
  }

  /** Those who are to get it. */
  public long prepared() {
    return pending + claimed + sending + accepted + deferred + rejected + uncertain + expired;
  }

  /** Those who still may get it by themselves. */
  public long open() {
    return pending + claimed + sending + deferred;
  }

  /** Whether somebody did not get it or may not have got it: rejected, expired or uncertain. */
  public boolean hasFailures() {
    return failed() > 0;
  }

  /** Those who did not get it, or may not have got it: rejected, expired or uncertain. */
  public long failed() {
    return rejected + expired + uncertain;
  }
}
