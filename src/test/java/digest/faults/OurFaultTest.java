package digest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Edition;
import digest.mail.RelaySettings;
import digest.press.DispatchEdition;
import digest.testkit.SmtpSink;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F6: a relay that has something against us, in the middle of a send. */
class OurFaultTest {

  private static final int CONNECTIONS = 4;
  private static final int MOST_LOGINS = 3;
  private static final String HANG_UP = "mail=421 4.3.2 closing";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth=535 5.7.8 who are you",
        "mail=550 5.7.1 sender not welcome",
        "connect=554 5.7.1 go away",
        "rcpt=550 5.7.26 unauthenticated mail is not accepted",
      })
  @DisplayName(
      "safety/F6 safety/T21 delivery/S2 (short): the run pauses, nobody fails, one command goes on")
  void aRelayThatRefusesUsBlamesNobody(String fault) {
    drill(200, fault);
  }

  @Test
  @DisplayName("safety/F6 safety/T21 delivery/S2: at most three logins are tried in a storm of 535")
  void atMostThreeLoginsAreTried() {
    try (SmtpSink sink = SmtpSink.start().withLogin()) {
      Stage stage = Stage.of(folder, sink, CONNECTIONS);
      String fault = "auth=535 5.7.8 who are you";
      try (TestPress house = stage.house(withLogin(sink.port()))) {
        Edition.Id edition = Stage.frozen(house, 200);
        refusedMidway(sink, house, edition, fault, 200);
        assertThat(sink.record().faults(fault)).isLessThanOrEqualTo(MOST_LOGINS);
      }
    }
  }

  @Test
  @DisplayName(
      "safety/F6 safety/F4 delivery/L2: who was uncertain when the relay refused us is not forgotten")
  void whoWasUncertainWhenTheRelayRefusedUsIsNotForgotten() {
    try (SmtpSink sink = SmtpSink.start()) {
      Stage stage = Stage.of(folder, sink, 1);
      sink.fault("message=drop,to=^user5@,first=1");
      try (TestPress house = stage.house()) {
        Edition.Id edition = Stage.frozen(house, 12);
        Async<DispatchEdition.Result> run = Async.of(() -> Stage.send(house, edition));
        Stage.until(() -> sink.record().connections() == 1);
        sink.fault("connect=554 5.7.1 go away");
        assertThat(run.result().end()).isEqualTo(DispatchEdition.End.BLOCKED);
        assertThat(run.result().progress().uncertain()).isEqualTo(1);
        sink.behave();
        Stage.send(house, edition);
        Judge.of(sink.record(), 12).nobodyIsLost().nobodyGotItTwice();
      }
    }
  }

  @ParameterizedTest
  @Tag("faults")
  @ValueSource(
      strings = {
        "auth=535 5.7.8 who are you",
        "mail=550 5.7.1 sender not welcome",
        "connect=554 5.7.1 go away",
        "rcpt=550 5.7.26 unauthenticated mail is not accepted",
        "message=550 5.7.515 access denied",
        "rcpt=554 5.7.1 relay access denied",
        "data=530 5.7.0 authentication required",
        "message=421 4.7.28 unusual rate of mail",
      })
  @DisplayName("safety/F6 safety/T21 delivery/S2: the same among 10,000")
  void aRelayThatRefusesUsBlamesNobodyOfTenThousand(String fault) {
    drill(10_000, fault);
  }

  private void drill(int readers, String fault) {
    try (SmtpSink sink = SmtpSink.start().withLogin()) {
      Stage stage = Stage.of(folder, sink, CONNECTIONS);
      try (TestPress house = stage.house(withLogin(sink.port()))) {
        Edition.Id edition = Stage.frozen(house, readers);
        DispatchEdition.Result blocked = refusedMidway(sink, house, edition, fault, readers);
        int before = sink.record().kept();
        sink.behave();
        DispatchEdition.Result end = Stage.send(house, edition);
        Judge judge = Judge.of(sink.record(), readers);
        Figures.of("F6")
            .with("fault", fault.replace(' ', '_'))
            .with(judge)
            .with("blocked-after", before)
            .with("refusals", sink.record().faults(fault))
            .with("rejected", blocked.progress().rejected())
            .print();
        assertThat(blocked.end()).isEqualTo(DispatchEdition.End.BLOCKED);
        assertThat(blocked.progress().rejected() + blocked.progress().uncertain()).isZero();
        assertThat(blocked.progress().expired() + blocked.progress().excluded()).isZero();
        assertThat(blocked.cause()).contains(fault.substring(fault.lastIndexOf(' ') + 1));
        assertThat(sink.record().faults(fault))
            .as("tries against a closed door")
            .isLessThanOrEqualTo(fault.startsWith("auth") ? MOST_LOGINS : CONNECTIONS + 1);
        assertThat(end.progress().accepted()).isEqualTo(readers);
        judge.nobodyIsLost().nobodyGotItTwice();
      }
    }
  }

  private static DispatchEdition.Result refusedMidway(
      SmtpSink sink, TestPress house, Edition.Id edition, String fault, int readers) {
    Async<DispatchEdition.Result> run = Async.of(() -> Stage.send(house, edition));
    Stage.until(() -> sink.record().kept() > readers / 4);
    sink.fault(fault);
    if (fault.startsWith("auth") || fault.startsWith("connect")) {
      sink.fault(HANG_UP); // so that everybody has to come in again
    }
    return run.result();
  }

  private static RelaySettings withLogin(int port) {
    return new RelaySettings(
        "127.0.0.1",
        port,
        RelaySettings.Tls.OFF,
        "digest",
        "an open secret",
        CONNECTIONS,
        0,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60));
  }
}
