package digest.select;

import digest.edition.Article;
import digest.edition.Cadence;
import digest.edition.Coverage;
import digest.edition.Feed;
import digest.edition.Reason;
import digest.edition.Wish;
import digest.select.Selection.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which articles may be picked at all (picking P1 to P5, P7, P11). */
final class Gate {

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH);

  private final Request request;
  private final Published published;
  private final Wanted wanted;
  private final Set<String> feeds;
  private final Map<String, Set<String>> exclude = new HashMap<>();
  private final Duration settle;
  private final Duration maxAge;
  private final ZoneId zone;

  Gate(Request request, Published published, Wanted wanted) {
    this.wanted = wanted;
    this.request = request;
    this.published = published;
    Cadence cadence = request.newsletter().cadence();
    zone = cadence.zone();
    Cadence.Pace pace = cadence.pace(LocalDateTime.ofInstant(request.cutoff(), zone));
    settle = request.newsletter().rules().settle();
    maxAge = request.newsletter().rules().ageLimit(pace);
    for (Feed feed : request.newsletter().feeds()) {
      exclude.put(
          feed.location(),
          feed.exclude().stream().map(Key::of).collect(Collectors.toUnmodifiableSet()));
    }
    feeds =
        request.newsletter().feeds().stream()
            .map(Feed::location)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Why an article is out, or empty for a candidate. */
  Optional<Verdict> refusal(Article article) {
    return covered(article)
        .or(() -> unwanted(article))
        .or(() -> tooNew(article))
        .or(() -> isUpdate(article) ? Optional.empty() : tooOld(article));
  }

  /** What may fill a thin edition although the window keeps it out (picking P10). */
  Filler filler(Article article) {
    if (covered(article).or(() -> unwanted(article)).or(() -> tooNew(article)).isPresent()) {
      return Filler.NONE;
    }
    if (published.isAfter(article, oldest())) {
      return Filler.UNSENT;
    }
    return wanted.has(article, Wish.Kind.EVERGREEN) ? Filler.EVERGREEN : Filler.NONE;
  }

  /** In the order in which they fill. */
  enum Filler {
    /** Only the first edition's window keeps it out; the age limit would let it in. */
    UNSENT,
    /** At any age, because an editor said so. */
    EVERGREEN,
    NONE
  }

  /** Whether it was sent before and an editor has asked since then to send it again (P8). */
  boolean isUpdate(Article article) {
    Coverage coverage = request.coverage().get(article.id());
    return coverage != null
        && coverage.state() == Coverage.State.SENT
        && wanted.at(article, Wish.Kind.UPDATE).filter(coverage.at()::isBefore).isPresent();
  }

  private Optional<Verdict> covered(Article article) {
    Coverage coverage = request.coverage().get(article.id());
    if (coverage == null || isUpdate(article)) {
      return Optional.empty();
    }
    return switch (coverage.state()) {
      case SENT -> out(Reason.ALREADY_SENT, "Sent in edition " + coverage.edition() + ".");
      case RESERVED ->
          out(Reason.RESERVED_ELSEWHERE, "Edition " + coverage.edition() + " has reserved it.");
    };
  }

  private Optional<Verdict> unwanted(Article article) {
    if (wanted.has(article, Wish.Kind.EXCLUDE)) {
      return out(Reason.EXCLUDED_EDITOR, "An editor keeps it out of this newsletter.");
    }
    if (article.access() == Article.Access.UNPUBLISHED) {
      return out(Reason.UNPUBLISHED, "Not published: a draft, or withdrawn.");
    }
    if (article.access() == Article.Access.RESTRICTED) {
      return out(Reason.NOT_PUBLIC, "Not for everybody: members only, or its page opts out.");
    }
    if (!feeds.isEmpty() && !feeds.contains(article.feed())) {
      return out(
          Reason.EXCLUDED_RULE, "Its feed " + article.feed() + " is none of this newsletter's.");
    }
    Optional<String> excluded = excludedTopic(article);
    if (excluded.isPresent()) {
      return out(
          Reason.EXCLUDED_RULE,
          "The rules of its feed exclude the topic \"" + excluded.get() + "\".");
    }
    if (!Sentences.saysSomething(article.title())
        && article.html().isBlank()
        && article.summary() == null) {
      return out(Reason.NO_TEASER, "It has neither a title nor a text.");
    }
    return Optional.empty();
  }

  private Optional<String> excludedTopic(Article article) {
    Set<String> topics = exclude.getOrDefault(article.feed(), Set.of());
    return topics.isEmpty()
        ? Optional.empty()
        : article.topics().stream().filter(topic -> topics.contains(Key.of(topic))).findFirst();
  }

  private Optional<Verdict> tooNew(Article article) {
    Instant from = published.from(article);
    boolean dated = article.dating() != Article.Dating.NONE;
    if (from.isAfter(request.cutoff())) {
      return dated
          ? out(Reason.FUTURE, "Dated " + at(from) + ", after the cutoff; it waits.")
          : out(
              Reason.TOO_EARLY,
              "Has no date and was first seen " + at(from) + ", after the cutoff.");
    }
    Instant ready = from.plus(settle);
    if (dated && ready.isAfter(request.cutoff())) {
      return out(
          Reason.SETTLING,
          "Published " + at(from) + "; it rests and is ready at " + at(ready) + ".");
    }
    return Optional.empty();
  }

  private Optional<Verdict> tooOld(Article article) {
    Instant bound = request.windowStart().isAfter(oldest()) ? request.windowStart() : oldest();
    if (published.isAfter(article, bound)) {
      return Optional.empty();
    }
    String detail =
        "Published "
            + at(published.from(article))
            + "; this edition begins after "
            + at(bound)
            + ".";
    boolean carried = request.carried().contains(article.id());
    return out(carried ? Reason.EXPIRED : Reason.TOO_OLD, detail);
  }

  private Instant oldest() {
    return request.cutoff().minus(maxAge);
  }

  private String at(Instant instant) {
    return WHEN.format(instant.atZone(zone));
  }

  private static Optional<Verdict> out(Reason reason, String detail) {
    return Optional.of(new Verdict(reason, detail));
  }
}
