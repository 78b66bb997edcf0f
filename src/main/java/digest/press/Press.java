package digest.press;

import digest.delivery.Tokens;

/**
 * All verbs and look-ups: the one thing a door holds.
 *
 * @param rooms for look-ups that decide nothing
 */
public record Press(
    Catalogue catalogue,
    Rooms rooms,
    FetchFeeds fetchFeeds,
    BuildEdition buildEdition,
    EditEdition editEdition,
    Preflight preflight,
    PreviewEdition previewEdition,
    FreezeEdition freezeEdition,
    DispatchEdition dispatchEdition,
    TestSend testSend,
    SteerEdition steerEdition,
    ManageSubscription manageSubscription,
    KeepSchedule keepSchedule,
    KeepArchive keepArchive,
    FindRelated findRelated)
    implements AutoCloseable {

  /**
   * Puts the verbs together.
   *
   * @param owner names this process in leases
   */
  public static Press over(
      Rooms rooms, Catalogue catalogue, DispatchSettings dispatch, Tokens tokens, String owner) {
    Imprint imprint = new Imprint(catalogue, rooms.templates());
    FetchFeeds fetch =
        new FetchFeeds(rooms.fetcher(), rooms.feeds(), rooms.articles(), rooms.clock());
    BuildEdition build =
        new BuildEdition(
            fetch, rooms.articles(), rooms.editions(), rooms.selection(), rooms.clock());
    Preflight preflight = new Preflight(catalogue, imprint, rooms.clock());
    KeepArchive keepArchive = new KeepArchive(rooms.related(), rooms.articles(), rooms.database());
    FreezeEdition freeze =
        new FreezeEdition(
            rooms.editions(),
            rooms.deliveries(),
            rooms.subscribers(),
            catalogue,
            imprint,
            preflight,
            tokens,
            rooms.clock());
    return new Press(
        catalogue,
        rooms,
        fetch,
        build,
        new EditEdition(rooms.editions()),
        preflight,
        new PreviewEdition(
            rooms.editions(),
            rooms.subscribers(),
            catalogue,
            imprint,
            rooms.composer(),
            tokens,
            rooms.clock()),
        freeze,
        new DispatchEdition(
            rooms.database(),
            parts(rooms, dispatch, tokens),
            rooms.transport(),
            owner,
            rooms.clock()),
        new TestSend(
            rooms.editions(), imprint, rooms.composer(), tokens, rooms.transport(), rooms.clock()),
        new SteerEdition(rooms.editions(), rooms.deliveries(), rooms.clock()),
        new ManageSubscription(rooms.subscribers(), catalogue, tokens, rooms.clock()),
        new KeepSchedule(catalogue, rooms.editions(), build, freeze, rooms.clock()),
        keepArchive,
        new FindRelated(keepArchive, rooms.related(), rooms.articles()));
  }

  private static DispatchParts parts(Rooms rooms, DispatchSettings dispatch, Tokens tokens) {
    return new DispatchParts(
        rooms.database(),
        rooms.editions(),
        rooms.deliveries(),
        rooms.subscribers(),
        dispatch,
        rooms.composer(),
        tokens,
        rooms.clock(),
        rooms.random());
  }

  /** Ends what is being sent: messages in flight end, nothing new begins. */
  @Override
  public void close() {
    dispatchEdition.close();
  }
}
