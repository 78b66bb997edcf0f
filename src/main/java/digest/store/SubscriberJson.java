package digest.store;

import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** JSON from strangers: bounded in depth and length. */
final class SubscriberJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxStringLength(1 << 20)
                          .build())
                  .build())
          .build();

  private static final TypeReference<LinkedHashMap<String, Object>> VALUES =
      new TypeReference<>() {};

  /** One object of many: others follow it. */
  private static final ObjectReader NEXT =
      MAPPER.readerFor(VALUES).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private SubscriberJson() {}

  static JsonParser parser(Reader reader) {
    return MAPPER.createParser(reader);
  }

  static Map<String, Object> values(JsonParser parser) {
    return NEXT.readValue(parser);
  }

  static Map<String, Object> values(String json) {
    return MAPPER.readValue(json, VALUES);
  }

  static String write(Map<String, Object> values) {
    return MAPPER.writeValueAsString(values);
  }
}
