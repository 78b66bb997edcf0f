package digest.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names a file's columns and keys have, and a row made of them. */
final class Columns {

  /** What export writes, in this order. */
  static final List<String> ALL =
      List.of(
          "address",
          "name",
          "locale",
          "zone",
          "topics",
          "lists",
          "status",
          "since",
          "stops",
          "suppressed",
          "created",
          "attributes",
          "consent_at",
          "consent_source",
          "consent_ip",
          "consent_text");

  private static final Map<String, String> KNOWN = known();

  private Columns() {}

  /** Our name for a column, or null when it is none of ours. */
  static @Nullable String of(String header) {
    return KNOWN.get(squeezed(header));
  }

  /**
   * A row of values by our names; what has another name is an attribute.
   *
   * @param values texts, lists of texts, maps of texts
   */
  static SubscriberFiles.Row row(int number, Map<String, Object> values) {
    Map<String, Object> ours = new HashMap<>();
    Map<String, String> attributes = new HashMap<>();
    values.forEach(
        (name, value) -> {
          String known = of(name);
          if (known == null && !text(value).isEmpty()) {
            attributes.put(name.strip(), text(value));
          } else if (known != null) {
            ours.put(known, value);
          }
        });
    attributes.putAll(texts(ours.get("attributes")));
    return new SubscriberFiles.Row(
        number, text(ours.get("address")), profile(ours, attributes), membership(ours), null);
  }

  static SubscriberFiles.Row unreadable(int number, String value, String problem) {
    return new SubscriberFiles.Row(
        number, value, SubscriberFiles.Profile.EMPTY, SubscriberFiles.Membership.EMPTY, problem);
  }

  private static SubscriberFiles.Profile profile(
      Map<String, Object> ours, Map<String, String> attributes) {
    return new SubscriberFiles.Profile(
        name(ours),
        orNull(ours.get("locale")),
        orNull(ours.get("zone")),
        list(ours.get("topics")),
        orNull(ours.get("created")),
        attributes);
  }

  private static SubscriberFiles.Membership membership(Map<String, Object> ours) {
    Map<String, String> nested = texts(ours.get("consent"));
    List<String> stops = list(ours.get("stops"));
    return new SubscriberFiles.Membership(
        list(ours.get("lists")),
        orNull(ours.get("status")),
        orNull(ours.get("since")),
        new SubscriberFiles.Consent(
            orNull(ours.getOrDefault("consent_at", nested.get("at"))),
            orNull(ours.getOrDefault("consent_source", nested.get("source"))),
            orNull(ours.getOrDefault("consent_ip", nested.get("ip"))),
            orNull(ours.getOrDefault("consent_text", nested.get("text")))),
        stops == null ? List.of() : stops,
        orNull(ours.get("suppressed")));
  }

  private static @Nullable String name(Map<String, Object> ours) {
    String whole = text(ours.get("name"));
    String both = (text(ours.get("first_name")) + " " + text(ours.get("last_name"))).strip();
    return whole.isEmpty() ? orNull(both) : whole;
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString().strip();
  }

  private static @Nullable String orNull(@Nullable Object value) {
    String text = text(value);
    return text.isEmpty() ? null : text;
  }

  private static @Nullable List<String> list(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Columns::text).filter(text -> !text.isEmpty()).toList();
    }
    return Cells.list(text(value));
  }

  private static Map<String, String> texts(@Nullable Object value) {
    Map<String, String> texts = new HashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> texts.put(text(key), text(each)));
    } else if (value != null) {
      texts.putAll(Cells.texts(text(value)));
    }
    return texts;
  }

  private static String squeezed(String header) {
    return header.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
  }

  private static Map<String, String> known() {
    Map<String, String> known = new HashMap<>();
    Map.ofEntries(
            Map.entry("address", "email mail emailaddress mailaddress emailadresse"),
            Map.entry("name", "fullname displayname"),
            Map.entry("first_name", "firstname givenname vorname"),
            Map.entry("last_name", "lastname familyname surname nachname"),
            Map.entry("locale", "language lang sprache"),
            Map.entry("zone", "timezone tz"),
            Map.entry("topics", "topic tags interests"),
            Map.entry("lists", "list"),
            Map.entry("status", "state subscriptionstatus"),
            Map.entry("since", "subscribedat"),
            Map.entry("stops", "stoppednewsletters"),
            Map.entry("suppressed", "suppression"),
            Map.entry("created", "createdat"),
            Map.entry("attributes", "attribs"),
            Map.entry("consent", ""),
            Map.entry("consent_at", "optintime confirmtime"),
            Map.entry("consent_source", "optinsource"),
            Map.entry("consent_ip", "optinip confirmip"),
            Map.entry("consent_text", "optintext"))
        .forEach((name, others) -> names(name, others).forEach(key -> known.put(key, name)));
    return Map.copyOf(known);
  }

  private static List<String> names(String name, String others) {
    List<String> names = new ArrayList<>(Arrays.asList(others.split(" ", -1)));
    names.add(squeezed(name));
    names.remove("");
    return names;
  }
}
