package digest.store;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The objects of one array, read one by one. */
final class JsonArrayRows implements SubscriberFiles.Rows {

  private final TextFile text;
  private final JsonParser parser;
  private int number;
  private @Nullable JsonToken token;

  JsonArrayRows(TextFile text) {
    this.text = text;
    this.parser = SubscriberJson.parser(text.reader());
    advance(); // the array's bracket
    advance();
  }

  @Override
  public boolean hasNext() {
    return token != null && token != JsonToken.END_ARRAY;
  }

  @Override
  public SubscriberFiles.Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    number++;
    try {
      SubscriberFiles.Row row = row();
      advance();
      return row;
    } catch (JacksonException e) {
      throw broken(e);
    }
  }

  @Override
  public void close() {
    parser.close();
  }

  private SubscriberFiles.Row row() {
    if (token == JsonToken.START_OBJECT) {
      return Columns.row(number, SubscriberJson.values(parser));
    }
    String value = Texts.oneLine(String.valueOf(parser.getString()));
    parser.skipChildren();
    return Columns.unreadable(number, value, "it is no object");
  }

  private void advance() {
    try {
      token = parser.nextToken();
      if (token == null) {
        throw text.broken("the array has no end");
      }
      if (token == JsonToken.END_ARRAY && somethingFollows()) {
        throw text.broken("something follows the array");
      }
    } catch (JacksonException e) {
      throw broken(e);
    }
  }

  private boolean somethingFollows() {
    try {
      return parser.nextToken() != null;
    } catch (JacksonException e) {
      return true;
    }
  }

  private StoreFault broken(JacksonException e) {
    return text.broken(
        "the JSON breaks in element "
            + number
            + " ("
            + Texts.oneLine(e.getOriginalMessage())
            + ")");
  }
}
