package digest.web;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still. */
record TestClock(Instant instant) implements InstantSource {}
