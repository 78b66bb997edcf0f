package digest.select;

/** How two tellings stand to each other (picking D1, D2). */
enum Likeness {
  /** One story. */
  SAME,
  /** One event, told with other numbers: the newer replaces the older. */
  UPDATE,
  /** Two stories, for all we can tell. */
  OTHER
}
