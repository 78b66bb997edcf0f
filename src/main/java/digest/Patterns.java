package digest;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The patterns of subjects and taglines. */
final class Patterns {

  private static final List<String> FIELDS = List.of("lead", "title", "date", "number");
  private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)}");

  private Patterns() {}

  /** Picking L2: no two editions share a subject. */
  static Shape<String> subject() {
    return Shape.scalar(
        "a pattern of one line",
        text -> {
          String pattern = checked(text);
          if (!pattern.matches(".*\\{(lead|date|number)}.*")) {
            throw Unfit.because(
                "\"" + pattern + "\" would give every edition the same subject",
                "Put {lead}, {date} or {number} into it");
          }
          return Optional.of(pattern);
        });
  }

  static Shape<String> tagline() {
    return Shape.scalar("a pattern of one line", text -> Optional.of(checked(text)));
  }

  private static String checked(String text) {
    String line = Shapes.line(text).strip();
    Matcher fields = FIELD.matcher(line);
    while (fields.find()) {
      if (!FIELDS.contains(fields.group(1))) {
        String remedy =
            Nearest.to(fields.group(1), FIELDS)
                .map(near -> Nearest.question("{" + near + "}"))
                .orElse("Known here: {lead}, {title}, {date}, {number}");
        throw Unfit.because("there is no " + fields.group(), remedy);
      }
    }
    return line;
  }
}
