package digest.cli;

import org.jspecify.annotations.Nullable;

/**
 * From where to where a store is moved.
 *
 * @param from {@code sqlite:FILE}, relative to the working directory, or {@code jdbc:postgresql:…}
 * @param to the same
 * @param username of the server; null takes the configuration's
 */
public record MoveOptions(String from, String to, @Nullable String username) {}
