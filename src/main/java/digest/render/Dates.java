package digest.render;

import java.time.LocalDate;
import java.util.Locale;

/**
 * Days as the mail's own words write them: the same in a subject, a footer and a template. Reads
 * its words once.
 */
public final class Dates {

  private final Wording wording;

  /** Those of a language. */
  public Dates(Locale language) {
    this.wording = Wording.of(language);
  }

  /** With the year, without the weekday: {@code 22 November 2026}. */
  public String full(LocalDate day) {
    return wording.day(day);
  }
}
