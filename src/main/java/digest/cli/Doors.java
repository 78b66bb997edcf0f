package digest.cli;

import digest.press.Press;
import digest.press.ReadFeed;
import digest.store.MoveStore;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the command line gets from the composition root; the other two doors stand behind functions,
 * as doors do not see each other.
 *
 * <p>A command opens at most one press, and closes what it opened in reverse order: clock, pages,
 * press. The rooms below the press belong to whoever built them.
 *
 * @param press reads the configuration, opens the store and puts the verbs together
 * @param web starts the pages: the desk, the readers' pages, the ops API and, in the demo, the
 *     inbox page and {@code /demo/pictures/}. It neither schedules nor dispatches
 * @param schedule starts the clock over the press's {@code keepSchedule}; it does not dispatch
 * @param readFeed reads feeds without any configuration; local files are relative to the working
 *     directory
 * @param move puts a move of the store together; nothing is opened yet
 * @param clock tells the time
 */
public record Doors(
    Function<Options, OpenPress> press,
    BiFunction<Press, Options, OpenPages> web,
    Function<Press, AutoCloseable> schedule,
    Supplier<ReadFeed> readFeed,
    BiFunction<Options, MoveOptions, MoveStore> move,
    InstantSource clock) {}
