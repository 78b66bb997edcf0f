package digest.feed;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdom2.Element;

/** Takes the names of authors out of what feeds write; a mail address is nobody's name. */
final class People {

  private static final Pattern ADDRESS = Pattern.compile("[^\\s()<>\\[\\]]+@[^\\s()<>\\[\\]]+");

  private People() {}

  /**
   * {@code jo@example.org (Jo Berg)}, {@code Jo Berg (jo@example.org)} and {@code Jo Berg
   * <jo@example.org>} are Jo Berg; an address alone is nobody.
   */
  static String name(String written) {
    String plain = PlainText.ofTextOrHtml(written);
    if (!ADDRESS.matcher(plain).find()) {
      return plain;
    }
    String rest = ADDRESS.matcher(plain.replaceAll("(?i)mailto:", "")).replaceAll("").strip();
    String inner = rest.replaceFirst("^[(<\\[]\\s*(.*?)\\s*[)>\\]]$", "$1");
    return inner
        .replaceAll("\\(\\s*\\)|<\\s*>|\\[\\s*]", "")
        .replaceAll("^[\\s,;\"]+|[\\s,;\"]+$", "");
  }

  /** Of an element that holds the name, or a {@code name} element (RFC 4287 §3.2). */
  static String name(Element person) {
    String inner = Nodes.text(person, "*:name");
    if (!inner.isEmpty() || !Nodes.children(person, "*:email", "*:uri", "*:url").isEmpty()) {
      return name(inner);
    }
    return name(Markup.ofHtml(person));
  }

  /** Each once, or empty. */
  static String joined(Collection<String> names) {
    return names.stream()
        .filter(name -> !name.isEmpty())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
