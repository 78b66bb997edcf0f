package digest.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The rules of a {@link ScriptedSmtpServer}. */
public final class SmtpScript {

  /** What a rule does. */
  enum Action {
    /** Says its words. */
    REPLY,
    /** Closes the connection without a word. */
    DROP,
    /** Says nothing and keeps the connection. */
    HANG
  }

  private final List<Rule> rules = new CopyOnWriteArrayList<>();

  Rule rule(String stage) {
    return new Rule(stage);
  }

  void clear() {
    rules.clear();
  }

  /** Uses up the first rule that fits. */
  Optional<Rule> find(String stage, int connection, String recipient) {
    return rules.stream()
        .filter(rule -> rule.fits(stage, connection, recipient) && rule.use())
        .findFirst();
  }

  /** One rule; without conditions it fits always. */
  public final class Rule {
    private final String stage;
    private String recipient = "";
    private int connection;
    private int left = Integer.MAX_VALUE;
    private int pass;
    boolean isKept;
    Action action = Action.REPLY;
    String words = "";
    Duration perOctet = Duration.ZERO;

    private Rule(String stage) {
      this.stage = stage;
    }

    /** Only for mail to this address; known from RCPT on. */
    public Rule to(String address) {
      recipient = address;
      return this;
    }

    /** Only on this connection, counted from 1. */
    public Rule onConnection(int number) {
      connection = number;
      return this;
    }

    /** Lets it pass so many times first. */
    public Rule after(int times) {
      pass = times;
      return this;
    }

    /** For DOT: the mail counts as taken whatever is said or not said then. */
    public Rule keep() {
      isKept = true;
      return this;
    }

    /** Answers with these lines, {@code \n} between them; as they are, so garbage is possible. */
    public Rule reply(String lines) {
      return act(Action.REPLY, lines);
    }

    /** The same, waiting before each octet. */
    public Rule replySlowly(String lines, Duration wait) {
      perOctet = wait;
      return act(Action.REPLY, lines);
    }

    /** Closes the connection. */
    public Rule drop() {
      return act(Action.DROP, "");
    }

    /** Never answers. */
    public Rule hang() {
      return act(Action.HANG, "");
    }

    /** Only so many times. */
    public synchronized Rule times(int number) {
      left = number;
      return this;
    }

    private Rule act(Action what, String lines) {
      action = what;
      words = lines;
      rules.add(this);
      return this;
    }

    private boolean fits(String where, int number, String address) {
      return stage.equals(where)
          && (connection == 0 || connection == number)
          && (recipient.isEmpty() || recipient.equals(address));
    }

    private synchronized boolean use() {
      if (pass > 0) {
        pass--;
        return false;
      }
      left--;
      return left >= 0;
    }
  }
}
