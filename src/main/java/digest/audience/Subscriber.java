package digest.audience;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person who may get mail.
 *
 * @param id {@link Id#NONE} until the store has given one
 * @param name as the person wrote it, free of control characters, or null
 * @param zone null means the newsletter's zone
 * @param topics what the person wants to read about; empty means everything
 * @param attributes anything else an import brought, by its column's name
 */
public record Subscriber(
    Id id,
    EmailAddress address,
    @Nullable String name,
    Locale locale,
    @Nullable ZoneId zone,
    Set<String> topics,
    Map<String, String> attributes,
    Instant createdAt) {

  /** The store's number of a subscriber; it outlives a change of address. */
  public record Id(long value) {
    /** Not stored yet. */
    public static final Id NONE = new Id(0);
  }

  /** Copies the collections, and cleans the name of controls and needless white space. */
  public Subscriber {
    topics = Set.copyOf(topics);
    attributes = Map.copyOf(attributes);
    name = cleaned(name);
  }

  /** The same person under the store's number. */
  public Subscriber withId(Id given) {
    return new Subscriber(given, address, name, locale, zone, topics, attributes, createdAt);
  }

  private static @Nullable String cleaned(@Nullable String name) {
    if (name == null) {
      return null;
    }
    String plain =
        name.replaceAll(
            "[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ");
    String single = plain.replaceAll("[\\s\\u00A0]+", " ").strip();
    return single.isEmpty() ? null : single;
  }
}
