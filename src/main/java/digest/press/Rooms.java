package digest.press;

import digest.feed.FeedFetcher;
import digest.mail.Composer;
import digest.mail.Transport;
import digest.render.Templates;
import digest.select.RelatedIndex;
import digest.select.Selection;
import digest.store.Articles;
import digest.store.Database;
import digest.store.Deliveries;
import digest.store.Editions;
import digest.store.Feeds;
import digest.store.Subscribers;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The rooms the verbs work in, as the composition root has built them.
 *
 * @param templates reads the templates anew at each call
 */
public record Rooms(
    Database database,
    Feeds feeds,
    Articles articles,
    Editions editions,
    Subscribers subscribers,
    Deliveries deliveries,
    FeedFetcher fetcher,
    Selection selection,
    RelatedIndex related,
    Composer composer,
    Supplier<Templates> templates,
    Transport transport,
    InstantSource clock,
    RandomGenerator random) {}
