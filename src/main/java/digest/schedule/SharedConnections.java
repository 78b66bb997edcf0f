package digest.schedule;

import digest.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import org.quartz.utils.ConnectionProvider;

/** Gives Quartz the store's connections; they are the store's to close. */
final class SharedConnections implements ConnectionProvider {

  private final Database database;

  SharedConnections(Database database) {
    this.database = database;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return database.connection();
  }

  @Override
  public void initialize() {}

  @Override
  public void shutdown() {}
}
