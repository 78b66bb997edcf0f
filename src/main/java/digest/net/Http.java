package digest.net;

import java.util.Map;

public final class Http implements AutoCloseable {
  private final HttpSettings settings;

  public Http(HttpSettings settings) {
    this.settings = settings;
  }

  public Reply get(String url, Map<String, String> headers) {
    return Reply.failed(url, "not yet");
  }

  public Reply getStart(String url, int bytes) {
    return Reply.failed(url, "not yet");
  }

  public long maxBytes() {
    return settings.maxBytes();
  }

  public boolean allowsPlainHttp(String host) {
    return false;
  }

  @Override
  public void close() {}
}
