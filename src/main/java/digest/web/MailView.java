package digest.web;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows a mail light or dark whatever the editor's own system is (desk D2).
 *
 * <p>Inside the style elements, and nowhere else, the condition on the colour scheme becomes one
 * that always or never holds. Setting {@code color-scheme} on the frame would not switch it.
 */
final class MailView {

  private static final Pattern STYLE =
      Pattern.compile(
          "(<style\\b[^>]*>)(.*?)(</style>)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern SCHEME =
      Pattern.compile(
          "\\(\\s*prefers-color-scheme\\s*:\\s*(dark|light)\\s*\\)", Pattern.CASE_INSENSITIVE);
  private static final Pattern BOTH =
      Pattern.compile("(color-scheme\\s*:\\s*)(?:light\\s+dark|dark\\s+light)");
  private static final Pattern META =
      Pattern.compile(
          "(<meta name=\"(?:supported-)?color-schemes?\" content=\")(?:light dark|dark light)\"",
          Pattern.CASE_INSENSITIVE);

  private MailView() {}

  /** The mail as a light system shows it. */
  static String light(String html) {
    return in("light", html);
  }

  /** The mail as a dark system shows it. */
  static String dark(String html) {
    return in("dark", html);
  }

  private static String in(String scheme, String html) {
    String styled = STYLE.matcher(html).replaceAll(style -> quoted(style, scheme));
    return META.matcher(styled)
        .replaceAll(meta -> Matcher.quoteReplacement(meta.group(1) + scheme + "\""));
  }

  private static String quoted(MatchResult style, String scheme) {
    String rules =
        SCHEME.matcher(style.group(2)).replaceAll(asked -> holds(asked.group(1), scheme));
    String fixed = BOTH.matcher(rules).replaceAll("$1" + scheme);
    return Matcher.quoteReplacement(style.group(1) + fixed + style.group(3));
  }

  private static String holds(String asked, String scheme) {
    return asked.toLowerCase(Locale.ROOT).equals(scheme) ? "(min-width:0)" : "(max-width:0)";
  }
}
