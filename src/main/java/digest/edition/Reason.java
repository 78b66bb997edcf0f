package digest.edition;

/**
 * Why an article is in an edition or is not (picking, part 9); each article ends with exactly one.
 */
public enum Reason {
  LEAD(true),
  PICKED(true),
  FILLED(true),
  CARRIED(true),
  RELATED(false),
  TOO_EARLY(false),
  SETTLING(false),
  FUTURE(false),
  TOO_OLD(false),
  EXPIRED(false),
  ALREADY_SENT(false),
  RESERVED_ELSEWHERE(false),
  DUPLICATE_OF(false),
  UPDATE_OF(false),
  ALREADY_COVERED(false),
  NOT_PUBLIC(false),
  EXCLUDED_RULE(false),
  EXCLUDED_EDITOR(false),
  OVER_MAX(false),
  OVER_SECTION(false),
  OVER_SOURCE(false),
  NO_TEASER(false),
  SIZE_BUDGET(false),
  UNPUBLISHED(false);

  private final boolean picked;

  Reason(boolean picked) {
    this.picked = picked;
  }

  /** Whether the article is shown as a pick. */
  public boolean isPicked() {
    return picked;
  }
}
