package digest.feed;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.jdom2.Element;

/** What an entry says of itself: that not everybody may read it (picking P11), that it leads. */
final class Openness {

  private static final Set<String> CLOSED_TOPICS =
      Set.of(
          "members only",
          "members-only",
          "subscribers only",
          "subscribers-only",
          "paid subscribers",
          "noindex");

  private Openness() {}

  /** Whether one of its topics says that it is for some readers only. */
  static boolean isClosed(Collection<String> topics) {
    return topics.stream()
        .anyMatch(topic -> CLOSED_TOPICS.contains(topic.strip().toLowerCase(Locale.ROOT)));
  }

  /** Whether one of its topics says that it is a lead. */
  static boolean isFeatured(Collection<String> topics) {
    return topics.stream().anyMatch(topic -> topic.strip().equalsIgnoreCase("featured"));
  }

  /** Whether its XML forbids indexing, or access to everybody. */
  static boolean isClosed(Element entry) {
    return Nodes.children(entry, "*:meta").stream().anyMatch(Openness::forbidsIndexing)
        || Nodes.children(entry, "*:restriction").stream().anyMatch(Openness::deniesAll)
        || Nodes.text(entry, "*:accessibleForFree", "*:isAccessibleForFree")
            .equalsIgnoreCase("false");
  }

  /** Whether its XML says that it is not published yet (RFC 5023 §13.1.1). */
  static boolean isDraft(Element entry) {
    return Nodes.children(entry, "*:control").stream()
        .anyMatch(control -> Nodes.text(control, "*:draft").equalsIgnoreCase("yes"));
  }

  private static boolean forbidsIndexing(Element meta) {
    return Nodes.attribute(meta, "name").equalsIgnoreCase("robots")
        && Nodes.attribute(meta, "content").toLowerCase(Locale.ROOT).contains("noindex");
  }

  private static boolean deniesAll(Element restriction) {
    String relationship = Nodes.attribute(restriction, "relationship");
    String whom = restriction.getTextTrim();
    return (relationship.equalsIgnoreCase("deny") && whom.equalsIgnoreCase("all"))
        || (relationship.equalsIgnoreCase("allow") && whom.equalsIgnoreCase("none"));
  }
}
