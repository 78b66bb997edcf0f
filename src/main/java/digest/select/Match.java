package digest.select;

/**
 * Another telling of a story.
 *
 * @param likeness {@link Likeness#SAME} or {@link Likeness#UPDATE}
 */
record Match(Telling other, Likeness likeness) {}
