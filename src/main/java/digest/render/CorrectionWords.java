package digest.render;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;

/** What a correction mail says, in a newsletter's language. */
public final class CorrectionWords {

  private final Wording wording;

  /** Those of a language. */
  public CorrectionWords(Locale language) {
    this.wording = Wording.of(language);
  }

  /** {@code Correction: Bell rings again}. */
  public String subject(String corrected) {
    return word("correctionOf").replace("{subject}", corrected);
  }

  /** A sentence or two that name what was retracted, and the edition that had it. */
  public String retracted(String title, LocalDate edition) {
    return word("retracted")
        .replace("{date}", wording.editionDay(edition))
        .replace("{title}", title.strip());
  }

  private String word(String key) {
    return Objects.requireNonNull(wording.words().get(key), key);
  }
}
