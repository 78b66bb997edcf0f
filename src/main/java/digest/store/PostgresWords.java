package digest.store;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * PostgreSQL's errors, as a person can act on them (PostgreSQL manual, appendix A: SQLSTATE codes).
 */
final class PostgresWords {

  private static final String GONE =
      "cannot be reached (%s). Check that it runs and database.url. Nothing is lost; when it is"
          + " back, it goes on by itself";

  private static final String LOGIN =
      "the login was refused. Check database.username and database.password";

  private static final Map<String, String> BY_CODE =
      Map.ofEntries(
          Map.entry("28000", LOGIN),
          Map.entry("28P01", LOGIN),
          Map.entry(
              "3D000", "there is no such database. Make it with createdb, or change database.url"),
          Map.entry(
              "3F000", "there is no such schema. Make it, or change currentSchema in database.url"),
          Map.entry(
              "42501",
              "database.username has not the right to do that (%s). Make it the owner of the database,"
                  + " or grant it CREATE on the schema"),
          Map.entry("25006", "it is read-only (%s). Let database.url name the primary server"),
          Map.entry(
              "53100",
              "the server's disk is full. Nothing is lost; make room, and it goes on by itself"),
          Map.entry(
              "53300",
              "it has no connection left. Raise max_connections; each node takes up to ten"),
          Map.entry(
              "55P03",
              "another node has held it for too long. Does one hang? It goes on by itself"),
          Map.entry("25P03", "this process was stopped in the middle of a write, which was undone"),
          Map.entry(
              "40P01", "two writes got in each other's way, and this one was undone. Try again"),
          Map.entry("57014", "a statement took too long and was ended. Is the server overloaded?"));

  private PostgresWords() {}

  static String of(PSQLException e) {
    String said = StoreFault.oneLine(e);
    String code = e.getSQLState() == null ? "" : e.getSQLState();
    if (code.equals("08004") && said.contains("password")) {
      return LOGIN;
    }
    if (code.startsWith("08") || code.startsWith("57P")) {
      return GONE.formatted(said);
    }
    // The words of an error of data (class 22) or of a rule (23) may quote a value.
    if (code.startsWith("22") || code.startsWith("23")) {
      return "a value was refused (" + code + place(e) + "). This is a fault of Digest: report it";
    }
    return BY_CODE.getOrDefault(code, "%s").formatted(said);
  }

  /** Where, without what: the server names the table and column, or the rule. */
  private static String place(PSQLException e) {
    ServerErrorMessage error = e.getServerErrorMessage();
    return error == null
        ? ""
        : Stream.of(error.getTable(), error.getColumn(), error.getConstraint())
            .filter(Objects::nonNull)
            .map(" "::concat)
            .collect(Collectors.joining());
  }
}
