package digest.store;

import java.time.Instant;

/**
 * How an import goes.
 *
 * @param dryRun report only, write nothing
 * @param source where the consent comes from when a row does not say, such as the file's name
 * @param now the time of joining when a row does not say
 */
public record ImportSettings(boolean dryRun, String source, Instant now) {}
