package digest.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON feed taken apart: what stands around the entries, and the entries, kept one by one, so
 * that of a document that breaks off the whole ones remain.
 *
 * @param isList whether the document is the list of entries itself
 * @param head by name, without {@code items}
 * @param items objects only
 * @param problems a broken end, too many entries
 */
record JsonDocument(
    boolean isList, Map<String, JsonNode> head, List<JsonNode> items, List<String> problems) {

  private static final int MAX_DEPTH = 60;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(100)
                          .maxNameLength(1_000)
                          .build())
                  .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                  .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                  .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                  .build())
          .build();

  static JsonDocument of(String json) {
    JsonDocument document =
        new JsonDocument(
            json.stripLeading().startsWith("["),
            new TreeMap<>(),
            new ArrayList<>(),
            new ArrayList<>());
    try (JsonParser parser = MAPPER.createParser(json)) {
      document.read(parser);
    } catch (JacksonException e) {
      document.problems.add(
          "the document is no whole JSON (%s); %d entries before that were kept. Tell the site."
              .formatted(reason(e), document.items.size()));
    }
    return document;
  }

  private void read(JsonParser parser) {
    if (parser.nextToken() == JsonToken.START_ARRAY) {
      readItems(parser);
      return;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("items")) {
        readItems(parser);
      } else {
        head.put(name, parser.readValueAsTree());
      }
    }
  }

  private void readItems(JsonParser parser) {
    while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
      JsonNode item = parser.readValueAsTree();
      if (item.isObject() && items.size() < XmlFeed.MAX_ENTRIES) {
        items.add(item);
      } else if (problems.isEmpty()) {
        problems.add(
            item.isObject()
                ? "the feed holds more than %d entries; the others were left out."
                    .formatted(XmlFeed.MAX_ENTRIES)
                : "an entry is no object and was left out.");
      }
    }
  }

  /** The text of a member, empty when it is missing or no text or number. */
  String text(String name) {
    return head.containsKey(name) ? text(head.get(name)) : "";
  }

  static String text(JsonNode parent, String name) {
    return text(parent.path(name));
  }

  static String text(JsonNode value) {
    return value.isString() || value.isNumber() ? value.asString("").strip() : "";
  }

  static int number(JsonNode parent, String name) {
    return Nodes.pixels(text(parent, name));
  }

  static List<JsonNode> list(JsonNode parent, String name) {
    List<JsonNode> list = new ArrayList<>();
    if (parent.path(name).isArray()) {
      parent.path(name).forEach(list::add);
    }
    return list;
  }

  private static String reason(JacksonException e) {
    return PlainText.shortened(PlainText.ofText(e.getOriginalMessage()), 160);
  }
}
