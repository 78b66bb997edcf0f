package digest.audience;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * A filter over a list: whom of it a newsletter is for.
 *
 * @param topics at least one of these must be wanted, in any spelling ({@link Topic#key}); empty
 *     means no condition
 * @param languages the subscriber's language must be one of these; empty means no condition
 */
public record Segment(Set<String> topics, Set<String> languages) {

  /** Everybody. */
  public static final Segment ALL = new Segment(Set.of(), Set.of());

  /** Copies the sets. */
  public Segment {
    topics = Set.copyOf(topics);
    languages = Set.copyOf(languages);
  }

  /** Whether the newsletter is for this person; who names no topics wants all of them. */
  public boolean includes(Subscriber subscriber) {
    return wantsATopic(subscriber)
        && (languages.isEmpty() || languages.contains(subscriber.locale().getLanguage()));
  }

  private boolean isOneOf(Set<String> wanted) {
    Set<String> keys = topics.stream().map(Topic::key).collect(Collectors.toSet());
    return wanted.stream().map(Topic::key).anyMatch(keys::contains);
  }

  private boolean wantsATopic(Subscriber subscriber) {
    return topics.isEmpty()
        || subscriber.topics().isEmpty()
        || subscriber.topics().stream().anyMatch(topics::contains)
        || isOneOf(subscriber.topics());
  }
}
