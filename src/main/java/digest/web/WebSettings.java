package digest.web;

import org.jspecify.annotations.Nullable;

/**
 * The address of the pages.
 *
 * @param bind the local address listened on; loopback by default
 * @param port 0 takes a free one
 * @param publicUrl how readers reach it, without a slash at the end, or null when they cannot: then
 *     no one-click unsubscribe is possible
 */
public record WebSettings(String bind, int port, @Nullable String publicUrl) {}
