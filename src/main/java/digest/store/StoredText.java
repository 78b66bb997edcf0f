package digest.store;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** Makes every text that goes into a statement one that both databases keep as it is. */
final class StoredText extends AbstractArgumentFactory<String> {

  StoredText() {
    super(Types.VARCHAR);
  }

  @Override
  protected Argument build(String value, ConfigRegistry config) {
    String kept = Texts.storable(value);
    return (position, statement, context) -> statement.setString(position, kept);
  }
}
