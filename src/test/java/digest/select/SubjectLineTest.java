package digest.select;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("picking/L2")
class SubjectLineTest {

  @Test
  void allFieldsAreFilled() {
    assertThat(SubjectLine.fill("{title} {number}, {date}: {lead}", "Storm", "Daily", "3 May", 7))
        .isEqualTo("Daily 7, 3 May: Storm");
  }

  @Test
  void whatLooksLikeAFieldInAHeadlineIsText() {
    assertThat(SubjectLine.fill("{lead}", "The {date} $1 of \\ {x}", "T", "D", 1))
        .isEqualTo("The {date} $1 of \\ {x}");
  }

  @Test
  void aLongHeadlineIsCutAtAWordAndTheDateStays() {
    String subject = SubjectLine.fill("{lead} – {date}", "Word ".repeat(40), "T", "3 May 2026", 1);
    assertThat(subject).endsWith("Word… – 3 May 2026");
    assertThat(Graphemes.count(subject)).isLessThanOrEqualTo(90).isGreaterThan(80);
  }

  @Test
  void ninetyGraphemesAreWholeAndOneMoreIsCut() {
    String ninety = "🇩🇪".repeat(90);
    assertThat(SubjectLine.fill("{lead}", ninety, "T", "D", 1)).isEqualTo(ninety);
    String cut = SubjectLine.fill("{lead}", ninety + "🇫🇷", "T", "D", 1);
    assertThat(Graphemes.count(cut)).isEqualTo(90);
    assertThat(cut).endsWith("🇩🇪…");
  }

  @Test
  void aLongTitleLeavesNoRoomAndTheEndIsCut() {
    String subject = SubjectLine.fill("{title}: {lead}", "Storm hits", "News ".repeat(17), "D", 1);
    assertThat(Graphemes.count(subject)).isLessThanOrEqualTo(90);
    assertThat(subject).startsWith("News News").endsWith("…");
  }

  @Test
  void anOpenQuotationIsClosedWithinTheLimit() {
    String subject = SubjectLine.fill("{lead}", "She said “" + "we go ".repeat(30), "T", "D", 1);
    assertThat(Graphemes.count(subject)).isLessThanOrEqualTo(90);
    assertThat(subject).endsWith("…”");
  }

  @Test
  @DisplayName("picking/L2 safety/T1: a subject is one line without controls")
  void aSubjectIsOneLine() {
    assertThat(SubjectLine.fill("{lead}", "A\r\nBcc: x@y.z\u2028\u0085\u0000B\u202E", "T", "D", 1))
        .isEqualTo("A Bcc: x@y.z …B");
  }
}
