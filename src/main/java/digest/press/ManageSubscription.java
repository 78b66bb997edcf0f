package digest.press;

import digest.audience.Subscriber;
import digest.delivery.Tokens;
import digest.edition.Newsletter;
import digest.store.Subscribers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reader may do with the links in a mail, without a login. */
public final class ManageSubscription {

  /**
   * Whose link it is.
   *
   * @param masked the reader's address, shortened for the page
   * @param preview the link of a preview or a test: it changes nothing
   */
  public record Reader(Newsletter newsletter, Subscriber.Id id, String masked, boolean preview) {}

  /**
   * One line of the preference page.
   *
   * @param on whether the reader gets it
   */
  public record Choice(Newsletter newsletter, boolean on) {}

  private final Subscribers subscribers;
  private final Catalogue catalogue;
  private final Tokens tokens;
  private final InstantSource clock;

  ManageSubscription(
      Subscribers subscribers, Catalogue catalogue, Tokens tokens, InstantSource clock) {
    this.subscribers = subscribers;
    this.catalogue = catalogue;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Who bears this token; empty for every bad one (readers K3). */
  public Optional<Reader> reader(Tokens.Purpose purpose, String token) {
    return tokens.verify(purpose, token).flatMap(this::reader);
  }

  private Optional<Reader> reader(Tokens.Bearer bearer) {
    Optional<Newsletter> newsletter =
        catalogue.newsletters().stream()
            .filter(one -> one.id().equals(bearer.newsletter()))
            .findFirst();
    if (newsletter.isEmpty()) {
      return Optional.empty();
    }
    if (bearer.subscriber().equals(Subscriber.Id.NONE)) {
      String masked = PreviewEdition.SAMPLE.masked();
      return Optional.of(new Reader(newsletter.get(), bearer.subscriber(), masked, true));
    }
    return subscribers
        .find(bearer.subscriber())
        .map(
            subscriber ->
                new Reader(
                    newsletter.get(), subscriber.id(), subscriber.address().masked(), false));
  }

  /** Stops one newsletter, at once and for good; pressing twice does no harm (readers K1, K2). */
  public void stop(Reader reader) {
    if (!reader.preview()) {
      subscribers.stop(reader.id(), reader.newsletter().id(), clock.instant());
    }
  }

  /** Undoes the stop. */
  public void restart(Reader reader) {
    if (!reader.preview()) {
      subscribers.restart(reader.id(), reader.newsletter().id());
    }
  }

  /** Stops every newsletter. */
  public void stopAll(Reader reader) {
    if (!reader.preview()) {
      catalogue.newsletters().stream()
          .map(Newsletter::id)
          .forEach(id -> subscribers.stop(reader.id(), id, clock.instant()));
    }
  }

  /** The newsletters of the reader's lists, each on or off. */
  public List<Choice> choices(Reader reader) {
    var stopped = subscribers.stops(reader.id());
    var lists =
        subscribers.subscriptions(reader.id()).stream()
            .map(subscription -> subscription.list())
            .toList();
    List<Choice> choices = new ArrayList<>();
    for (Newsletter newsletter : catalogue.newsletters()) {
      if (lists.contains(newsletter.list()) || newsletter.equals(reader.newsletter())) {
        choices.add(new Choice(newsletter, !stopped.contains(newsletter.id())));
      }
    }
    return choices;
  }

  /** Turns one newsletter on or off. */
  public void choose(Reader reader, Newsletter.Id newsletter, boolean on) {
    if (reader.preview()) {
      return;
    }
    if (on) {
      subscribers.restart(reader.id(), newsletter);
    } else {
      subscribers.stop(reader.id(), newsletter, clock.instant());
    }
  }
}
