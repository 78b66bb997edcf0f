package digest.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A browser as far as the desk's rules go: keeps cookies, sends its origin, fills in hidden fields.
 * Speaks HTTP over a bare socket, so that a test can also say what no browser would.
 */
final class Browser {

  /** What came back; header names are lower-case. */
  record Answer(int status, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return String.join(", ", headers.getOrDefault(name, List.of()));
    }

    /** A hidden field's value on this page. */
    String field(String name) {
      Matcher field =
          Pattern.compile("name=\"" + Pattern.quote(name) + "\" value=\"([^\"]*)\"").matcher(body);
      if (!field.find()) {
        throw new AssertionError("no field \"" + name + "\" on this page:\n" + body);
      }
      return field.group(1);
    }
  }

  private final int port;
  private final String host;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, String> extra = new LinkedHashMap<>();

  Browser(int port) {
    this(port, "127.0.0.1:" + port);
  }

  /**
   * @param host sent in the Host header, wherever the connection goes
   */
  Browser(int port, String host) {
    this.port = port;
    this.host = host;
  }

  /** Sends this header with every request from now on; an empty value sends none. */
  Browser saying(String name, String value) {
    extra.put(name, value);
    return this;
  }

  void forgetCookies() {
    cookies.clear();
  }

  Answer get(String path) {
    return send("GET", path, Map.of(), "");
  }

  Answer method(String method, String path) {
    return send(method, path, Map.of("Content-Length", "0"), "");
  }

  /** Sends a form as the desk's own page would. */
  Answer post(String path, Map<String, String> form) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Origin", "http://" + host);
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    return send("POST", path, headers, encoded(form));
  }

  /** Sends this body under this type and nothing a browser would add. */
  Answer bare(String path, String type, String body) {
    return send("POST", path, Map.of("Content-Type", type), body);
  }

  /** Loads a page for its hidden fields, then posts them with these. */
  Answer submit(String page, String path, Map<String, String> fields) {
    Answer answer = get(page);
    Map<String, String> form = new LinkedHashMap<>();
    form.put(Csrf.FIELD, answer.field(Csrf.FIELD));
    Matcher hidden =
        Pattern.compile("type=\"hidden\" name=\"(version|hash|count)\" value=\"([^\"]*)\"")
            .matcher(answer.body());
    while (hidden.find()) {
      form.put(hidden.group(1), hidden.group(2));
    }
    form.putAll(fields);
    return post(path, form);
  }

  /** Follows where a form's answer leads. */
  Answer follow(Answer answer) {
    String location = answer.header("location");
    return get(location.replaceFirst("#.*$", "").replaceFirst("^https?://[^/]*", ""));
  }

  static String encoded(Map<String, String> form) {
    List<String> pairs = new ArrayList<>();
    form.forEach(
        (name, value) ->
            pairs.add(
                URLEncoder.encode(name, StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return String.join("&", pairs);
  }

  private Answer send(String method, String path, Map<String, String> headers, String body) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Host", host);
    all.put("Connection", "close");
    all.putAll(headers);
    if (!cookies.isEmpty()) {
      List<String> pairs = new ArrayList<>();
      cookies.forEach((name, value) -> pairs.add(name + "=" + value));
      all.put("Cookie", String.join("; ", pairs));
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 || method.equals("POST")) {
      all.put("Content-Length", String.valueOf(bytes.length));
    }
    all.putAll(extra);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.writeBytes(ascii(method + " " + path + " HTTP/1.1\r\n"));
      all.forEach(
          (name, value) -> {
            if (!value.isEmpty()) {
              request.writeBytes(ascii(name + ": " + value + "\r\n"));
            }
          });
      request.writeBytes(ascii("\r\n"));
      request.writeBytes(bytes);
      socket.getOutputStream().write(request.toByteArray());
      Answer answer = read(socket.getInputStream());
      keep(answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    }
  }

  private void keep(Answer answer) {
    for (String cookie : answer.headers().getOrDefault("set-cookie", List.of())) {
      String pair = cookie.replaceFirst(";.*$", "");
      int equals = pair.indexOf('=');
      cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
  }

  static Answer read(InputStream in) throws IOException {
    byte[] all = in.readAllBytes();
    String raw = new String(all, StandardCharsets.ISO_8859_1);
    int end = raw.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Answer(0, Map.of(), raw);
    }
    String[] lines = raw.substring(0, end).split("\r\n", -1);
    Map<String, List<String>> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers
          .computeIfAbsent(
              lines[i].substring(0, colon).toLowerCase(Locale.ROOT), key -> new ArrayList<>())
          .add(lines[i].substring(colon + 1).strip());
    }
    String body = raw.substring(end + 4);
    boolean chunked =
        Optional.ofNullable(headers.get("transfer-encoding"))
            .map(values -> values.contains("chunked"))
            .orElse(false);
    byte[] bytes = (chunked ? unchunked(body) : body).getBytes(StandardCharsets.ISO_8859_1);
    int status = Integer.parseInt(lines[0].split(" ", -1)[1]);
    return new Answer(status, headers, new String(bytes, StandardCharsets.UTF_8));
  }

  private static String unchunked(String body) {
    StringBuilder whole = new StringBuilder();
    int at = 0;
    while (at < body.length()) {
      int line = body.indexOf("\r\n", at);
      int size = Integer.parseInt(body.substring(at, line).strip(), 16);
      whole.append(body, line + 2, line + 2 + size);
      at = line + 2 + size + 2;
      if (size == 0) {
        break;
      }
    }
    return whole.toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
