package digest.edition;

/**
 * What the place of an article in an edition rests on, part by part (picking S3).
 *
 * @param section the weight of its section
 * @param source the weight of its feed
 * @param editor what editors added or took away
 * @param recency 100 for published at the cutoff, half of it a half-life later
 * @param image for having a picture
 * @param popularity as supplied from outside; 0 when nothing was
 * @param carried less for having had no room before; never above 0
 */
public record Score(
    int section, int source, int editor, int recency, int image, int popularity, int carried) {

  /** The sum of the parts, by which articles are ordered. */
  public int total() {
    return section + source + editor + recency + image + popularity + carried;
  }
}
