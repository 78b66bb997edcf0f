package digest.press;

import digest.edition.Edition;
import digest.store.Editions;

/** Changes what an edition says; each edit is a new version, and clears the approval. */
public final class EditEdition {

  private final Editions editions;

  /** Uses the given store. */
  public EditEdition(Editions editions) {
    this.editions = editions;
  }

  /**
   * Saves the edits.
   *
   * @param version the version the editor saw; when somebody saved a newer one, nothing is saved
   */
  public Edition edit(Edition.Id id, int version, ContentEdits edits) {
    Edition edition = Found.edition(editions, id);
    if (!edition.state().isEditable()) {
      throw new Refusal(
          "edition " + id + " is " + edition.state() + " and can no longer be edited");
    }
    return editions.edit(id, version, edits.apply(edition.content()));
  }
}
