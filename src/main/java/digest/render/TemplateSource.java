package digest.render;

import digest.delivery.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template's text with FreeMarker's constructs taken out, so that HTML and CSS in it can be read
 * without stumbling over them, and put back afterwards unchanged.
 *
 * <p>In place of a construct stands its number between two characters that no template holds; all
 * of it can be part of a name in CSS.
 */
final class TemplateSource {
  /** Shields that would be lifted from what feeds say, or that no time limit could end. */
  private static final Pattern REFUSED =
      Pattern.compile(
          "<#(?:noautoesc|noescape|outputformat)\\b|<#ftl\\b[^>]*\\b(?:output_format|auto_esc)\\b"
              + "|\\?\\s*(?:interpret|eval|no_esc)\\b");

  private static final char OPEN = '\uFDE0';
  private static final char CLOSE = '\uFDE1';
  private static final Pattern PLACE = Pattern.compile(OPEN + "(\\d+)" + CLOSE);

  private final String name;
  private final List<String> constructs = new ArrayList<>();
  private final String text;

  private TemplateSource(String name, String source) {
    this.name = name;
    this.text = shield(source);
  }

  /**
   * Reads a template.
   *
   * @throws TemplateFault when it holds a construct that would let feed text in as markup
   */
  static TemplateSource of(String name, String source) {
    StringBuilder clean = new StringBuilder(source.length());
    source.chars().filter(c -> !Field.isReserved((char) c)).forEach(c -> clean.append((char) c));
    return new TemplateSource(name, clean.toString());
  }

  /** The text with a placeholder for each construct. */
  String text() {
    return text;
  }

  /** Puts the constructs back into a text made from {@link #text()}. */
  String restore(String changed) {
    return PLACE
        .matcher(changed)
        .replaceAll(
            place -> Matcher.quoteReplacement(constructs.get(Integer.parseInt(place.group(1)))));
  }

  /** The author's line at a place of {@link #text()}, from 1. */
  int lineOf(int place) {
    return 1 + (int) restore(text.substring(0, place)).chars().filter(c -> c == '\n').count();
  }

  /** Whether a piece of {@link #text()} holds a construct. */
  static boolean isDynamic(String piece) {
    return piece.indexOf(OPEN) >= 0;
  }

  private String shield(String source) {
    StringBuilder shielded = new StringBuilder(source.length());
    int at = 0;
    while (at < source.length()) {
      int end = endOfConstruct(source, at);
      if (end == at) {
        shielded.append(source.charAt(at++));
        continue;
      }
      String construct = source.substring(at, end);
      refuse(construct, source, at);
      shielded.append(OPEN).append(constructs.size()).append(CLOSE);
      constructs.add(construct);
      at = end;
    }
    return shielded.toString();
  }

  private void refuse(String construct, String source, int at) {
    Matcher refused = REFUSED.matcher(construct);
    if (!construct.startsWith("<#--") && refused.find()) {
      int line = 1 + (int) source.substring(0, at).chars().filter(c -> c == '\n').count();
      throw new TemplateFault(
          name,
          line,
          construct,
          "\"" + refused.group() + "\" is not allowed: what a feed says must stay text. Remove it");
    }
  }

  private static int endOfConstruct(String source, int at) {
    if (source.startsWith("<#--", at)) {
      int end = source.indexOf("-->", at);
      return end < 0 ? source.length() : end + 3;
    }
    if (source.startsWith("${", at)) {
      return endOf(source, at + 2, '}');
    }
    int afterBracket = source.startsWith("</", at) ? at + 2 : at + 1;
    boolean isTag =
        source.charAt(at) == '<'
            && afterBracket < source.length()
            && (source.charAt(afterBracket) == '#' || source.charAt(afterBracket) == '@');
    return isTag ? endOf(source, afterBracket + 1, '>') : at;
  }

  /** Behind the closing character, not counting those in quotes and brackets. */
  private static int endOf(String source, int from, char closing) {
    int depth = 0;
    for (int i = from; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '"' || c == '\'') {
        i = endOfQuote(source, i);
      } else if (depth == 0 && c == closing) {
        return i + 1;
      } else if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
      }
    }
    return source.length();
  }

  private static int endOfQuote(String source, int open) {
    char quote = source.charAt(open);
    boolean raw = open > 0 && source.charAt(open - 1) == 'r';
    for (int i = open + 1; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '\\' && !raw) {
        i++;
      } else if (c == quote) {
        return i;
      }
    }
    return source.length();
  }
}
