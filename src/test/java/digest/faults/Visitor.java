package digest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who comes over HTTP: a mail program, or an editor's browser. */
final class Visitor {

  private static final Pattern HIDDEN =
      Pattern.compile("type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\"");

  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final String home;

  Visitor(int port) {
    this.home = "http://127.0.0.1:" + port;
  }

  /** As a mail program does it (RFC 8058). */
  void unsubscribe(String link) {
    HttpResponse<String> answer = send(form(link, "List-Unsubscribe=One-Click"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** A page's hidden fields. */
  Map<String, String> fields(String page) {
    String body = send(request(page).GET().build()).body();
    Map<String, String> fields = new LinkedHashMap<>();
    for (Matcher field = HIDDEN.matcher(body); field.find(); ) {
      fields.put(field.group(1), field.group(2));
    }
    return fields;
  }

  /** Submits a page's form; gives the status. */
  int submit(String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(form(path, body)).statusCode();
  }

  private HttpRequest form(String path, String body) {
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Origin", home)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(home + path));
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
