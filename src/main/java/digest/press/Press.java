package digest.press;

import digest.delivery.Tokens;
import digest.select.TeaserCutter;

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
    SimulateEditions simulateEditions,
    ExplainEdition explainEdition,
    WishForArticle wishForArticle,
    FindRelated findRelated,
    EditEdition editEdition,
    Preflight preflight,
    PreviewEdition previewEdition,
    FreezeEdition freezeEdition,
    DispatchEdition dispatchEdition,
    TestSend testSend,
    SteerEdition steerEdition,
    ManageSubscription manageSubscription,
    KeepSchedule keepSchedule,
    Timetable timetable)
    implements AutoCloseable {

  /**
   * Puts the verbs together.
   *
   * @param owner names this process in leases
   */
  public static Press over(
      Rooms rooms, Catalogue catalogue, DispatchSettings dispatch, Tokens tokens, String owner) {
    Imprint imprint = new Imprint(catalogue, rooms.templates());
    KeepArchive archive =
        new KeepArchive(rooms.articles(), rooms.related(), rooms.database().name());
    FetchFeeds fetch =
        new FetchFeeds(rooms.fetcher(), rooms.feeds(), rooms.articles(), archive, rooms.clock());
    PickArticles pick =
        new PickArticles(rooms.articles(), rooms.wishes(), archive, rooms.selection());
    DraftEdition draft = new DraftEdition(pick, imprint, new TeaserCutter());
    Planning planning = Planning.over(rooms);
    BuildEdition build =
        new BuildEdition(
            fetch, draft, rooms.editions(), rooms.feeds(), planning.timetable(), rooms.clock());
    Preflight preflight = new Preflight(catalogue, imprint, rooms.clock());
    FreezeEdition freeze =
        new FreezeEdition(
            rooms,
            catalogue,
            planning.timetable(),
            planning.readership(),
            imprint,
            preflight,
            tokens);
    return new Press(
        catalogue,
        rooms,
        fetch,
        build,
        new SimulateEditions(draft, rooms.editions(), planning.timetable()),
        new ExplainEdition(rooms.editions()),
        new WishForArticle(rooms.wishes(), rooms.editions(), rooms.clock()),
        new FindRelated(rooms.articles(), archive),
        new EditEdition(rooms.editions()),
        preflight,
        new PreviewEdition(rooms, planning, catalogue, imprint, tokens),
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
        planning.keepSchedule(rooms, catalogue, build, freeze),
        planning.timetable());
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
