package digest.press;

import digest.store.DeliveryDues;
import digest.store.Schedules;

/** What knows when an edition is due and for whom, put together. */
record Planning(
    Schedules schedules,
    DeliveryDues deliveryDues,
    Timetable timetable,
    Readership readership,
    Alarm alarm) {

  static Planning over(Rooms rooms, Alarm alarm) {
    Schedules schedules = new Schedules(rooms.database());
    DeliveryDues deliveryDues = new DeliveryDues(rooms.database());
    Timetable timetable = new Timetable(rooms.subscribers(), deliveryDues, rooms.clock());
    Readership readership =
        new Readership(rooms.subscribers(), rooms.editions(), schedules, timetable, rooms.clock());
    return new Planning(schedules, deliveryDues, timetable, readership, alarm);
  }

  KeepSchedule keepSchedule(
      Rooms rooms,
      Catalogue catalogue,
      FetchFeeds fetch,
      BuildEdition build,
      FreezeEdition freeze,
      GuardStore guard) {
    return new KeepSchedule(
        catalogue,
        fetch,
        new FollowZoneRules(catalogue, rooms.editions(), deliveryDues, schedules, rooms.clock()),
        new BuildDueEditions(rooms.editions(), schedules, timetable, build, alarm, rooms.clock()),
        new ReleaseEditions(rooms.editions(), timetable, freeze, alarm),
        guard,
        rooms.clock());
  }
}
