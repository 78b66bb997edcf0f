package digest.press;

import digest.audience.EmailAddress;
import digest.delivery.Tokens;
import digest.select.TeaserCutter;
import digest.store.Nodes;
import java.util.List;

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
    RetractArticle retractArticle,
    CorrectEdition correctEdition,
    SettleUncertain settleUncertain,
    ManageSubscription manageSubscription,
    KeepSchedule keepSchedule,
    Timetable timetable,
    GuardStore guardStore,
    ReleaseStore releaseStore)
    implements AutoCloseable {

  /**
   * Puts the verbs together.
   *
   * @param owner names this process in leases
   * @param station says whether it may act on this store
   */
  public static Press over(
      Rooms rooms,
      Catalogue catalogue,
      DispatchSettings dispatch,
      Tokens tokens,
      String owner,
      Station station) {
    return over(rooms, catalogue, dispatch, tokens, owner, station, List.of());
  }

  /**
   * The same with somebody who is told by mail what waits for a person.
   *
   * @param alerts their addresses
   */
  public static Press over(
      Rooms rooms,
      Catalogue catalogue,
      DispatchSettings dispatch,
      Tokens tokens,
      String owner,
      Station station,
      List<EmailAddress> alerts) {
    Alarm alarm = new Alarm(new AlertMail(alerts, catalogue, rooms.transport(), rooms.clock()));
    OpenRings rings = new OpenRings(rooms.editions(), rooms.deliveries(), catalogue, alarm);
    GuardStore guard = guard(rooms, station);
    Imprint imprint = new Imprint(catalogue, rooms.templates(), rooms.composer().signedBy());
    KeepArchive archive =
        new KeepArchive(rooms.articles(), rooms.related(), rooms.database().name());
    FetchFeeds fetch =
        new FetchFeeds(rooms.fetcher(), rooms.feeds(), rooms.articles(), archive, rooms.clock());
    PickArticles pick =
        new PickArticles(rooms.articles(), rooms.wishes(), archive, rooms.selection());
    DraftEdition draft = new DraftEdition(pick, imprint, new TeaserCutter());
    Planning planning = Planning.over(rooms, alarm);
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
            tokens,
            planning.alarm());
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
            parts(rooms, catalogue, dispatch, tokens, rings),
            rooms.transport(),
            owner,
            guard,
            alarm,
            rooms.clock()),
        new TestSend(
            rooms.editions(),
            new ReaderPicks(rooms, catalogue),
            imprint,
            rooms.composer(),
            tokens,
            rooms.transport(),
            rooms.clock()),
        new SteerEdition(rooms.editions(), rooms.deliveries(), rings, rooms.clock()),
        new RetractArticle(rooms, catalogue, dispatch.lease(), System::nanoTime),
        new CorrectEdition(rooms, catalogue),
        new SettleUncertain(rooms.deliveries(), rooms.clock()),
        new ManageSubscription(rooms.subscribers(), catalogue, tokens, rooms.clock()),
        planning.keepSchedule(rooms, catalogue, fetch, build, freeze, guard),
        planning.timetable(),
        guard,
        new ReleaseStore(guard, catalogue, rooms.editions(), rooms.deliveries(), rooms.clock()));
  }

  private static GuardStore guard(Rooms rooms, Station station) {
    return new GuardStore(
        new Presence(
            new Nodes(rooms.database()),
            station,
            rooms.database().name(),
            rooms.database().isShared(),
            rooms.clock(),
            System::nanoTime),
        System::nanoTime,
        GuardStore.ROUND);
  }

  private static DispatchParts parts(
      Rooms rooms, Catalogue catalogue, DispatchSettings dispatch, Tokens tokens, OpenRings rings) {
    return new DispatchParts(
        rooms.database(),
        rooms.editions(),
        rooms.deliveries(),
        rooms.subscribers(),
        catalogue,
        dispatch,
        rooms.composer(),
        new Proofs(),
        tokens,
        rooms.clock(),
        rooms.random(),
        rings);
  }

  /** Ends what is being sent: messages in flight end, nothing new begins. */
  @Override
  public void close() {
    dispatchEdition.close();
    guardStore.close();
  }
}
