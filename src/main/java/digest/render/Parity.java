package digest.render;

import digest.render.Finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Whether both parts of a mail say the same: headlines and links, in the same order (M5). */
final class Parity {
  private static final Pattern WEB = Pattern.compile("https?://\\S+");
  private static final Pattern UNSEEN = Pattern.compile("[\\s\\u00A0\\u200B\\u2066-\\u2069]+");

  private final Document html;
  private final String text;
  private final List<Finding> findings = new ArrayList<>();

  private Parity(Document html, String text) {
    this.html = html;
    this.text = text;
  }

  static List<Finding> check(Document html, String text) {
    Parity parity = new Parity(html, text);
    parity.headlines();
    parity.links();
    return parity.findings;
  }

  private void headlines() {
    String said = plain(text);
    int from = 0;
    for (Element headline : html.select("h2 a, h3 a")) {
      String title = plain(headline.text());
      int at = said.indexOf(title, from);
      if (!said.contains(title)) {
        add("The headline \"" + headline.text() + "\" is missing in the text part");
      } else if (at < 0) {
        add("The headline \"" + headline.text() + "\" stands elsewhere in the text part");
      } else {
        from = at;
      }
    }
  }

  private void links() {
    Set<String> linked = new LinkedHashSet<>();
    html.select("a[href^=http]").forEach(link -> linked.add(link.attr("href")));
    Set<String> written = new LinkedHashSet<>();
    WEB.matcher(text).results().forEach(found -> written.add(found.group()));
    linked.stream()
        .filter(link -> !written.contains(link))
        .forEach(link -> add("The link " + link + " is missing in the text part"));
    String shown = html.body().wholeText();
    written.stream()
        .filter(link -> !linked.contains(link) && !shown.contains(link))
        .forEach(link -> add("The link " + link + " is missing in the HTML part"));
  }

  private void add(String problem) {
    findings.add(new Finding("parity", Severity.WARNING, problem));
  }

  /** Without what wrapping and isolating add; a long word has line ends inside. */
  private static String plain(String text) {
    return UNSEEN.matcher(text).replaceAll("");
  }
}
