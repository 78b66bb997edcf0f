package digest.cli;

/**
 * A web server that runs.
 *
 * @param address the desk's, for a person to open: {@code http://127.0.0.1:8025}
 * @param server stops it when closed
 */
public record OpenPages(String address, AutoCloseable server) {}
