package digest.render;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Days as the mail's own words write them: the same in a subject, a footer and a template. Reads
 * its words once, and writes each day once: readers joined on some thousand days at most. Safe for
 * many threads.
 */
public final class Dates {

  private final Wording wording;
  private final Map<LocalDate, String> full = new ConcurrentHashMap<>();

  /** Those of a language. */
  public Dates(Locale language) {
    this.wording = Wording.of(language);
  }

  /** With the year, without the weekday: {@code 22 November 2026}. */
  public String full(LocalDate day) {
    return full.computeIfAbsent(day, wording::day);
  }
}
