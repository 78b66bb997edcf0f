package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Site;
import digest.edition.Slot;
import digest.edition.Teaser;
import digest.render.Finding;
import digest.render.Templates;
import digest.testkit.Samples;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** desk/D3: the size is watched for the worst recipient, whatever the templates do. */
class PreflightTest {

  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

  private final Newsletter newsletter = Samples.newsletter("courier", List.of());
  private final Catalogue catalogue =
      new Catalogue(
          new Site("Courier", "https://example.org/", "12 Old Quay"),
          "https://example.org",
          null,
          List.of(),
          List.of(newsletter));

  @ParameterizedTest
  @CsvSource({"84700,", "85300,WARNING", "94700,WARNING", "95300,BLOCKER"})
  @DisplayName("desk/M1, desk/D3: warns from 85,000 bytes and blocks above 95,000, filled in")
  void theSizeIsWatched(int bytes, String severity) {
    Imprint imprint = new Imprint(catalogue, () -> Templates.at(null), List.of());
    int empty = imprint.weigh(edition("x")).bytes(edition("x").content());
    Edition edition = edition("x" + " y".repeat((bytes - empty) / 2));
    assertThat(imprint.weigh(edition).bytes(edition.content())).isBetween(bytes - 300, bytes + 300);
    assertThat(sizes(imprint, edition))
        .isEqualTo(severity == null ? List.of() : List.of(Finding.Severity.valueOf(severity)));
  }

  @Test
  @DisplayName(
      "desk/D3: templates with logic on a recipient, which leave no field open, are checked")
  void templatesWithLogicAreChecked() {
    Imprint imprint =
        new Imprint(catalogue, () -> changed("<p>${recipient.address?length}</p>"), List.of());
    assertThat(rules(imprint, edition("x"))).doesNotContain("size", "unsubscribe");
    Imprint broken =
        new Imprint(
            catalogue,
            () -> changed("<p>${recipient.address?length}</p><a href=\"/x\">y</a>"),
            List.of());
    assertThat(rules(broken, edition("x"))).contains("links");
    assertThat(sizes(imprint, edition("y ".repeat(50_000))))
        .containsExactly(Finding.Severity.BLOCKER);
  }

  private List<String> rules(Imprint imprint, Edition edition) {
    return check(imprint, edition).stream().map(Finding::rule).toList();
  }

  private List<Finding.Severity> sizes(Imprint imprint, Edition edition) {
    return check(imprint, edition).stream()
        .filter(finding -> finding.rule().equals("size"))
        .map(Finding::severity)
        .toList();
  }

  private List<Finding> check(Imprint imprint, Edition edition) {
    return new Preflight(catalogue, imprint, InstantSource.fixed(NOW)).check(edition);
  }

  private static Templates changed(String addition) {
    Map<String, String> files = new TreeMap<>(Templates.at(null).files());
    files.computeIfPresent(
        "digest.html.ftlh",
        (name, text) ->
            text.replace("</body>", "<#if recipient.address??>" + addition + "</#if></body>"));
    return Templates.frozen(files);
  }

  private Edition edition(String teaser) {
    Pick lead =
        new Pick(
            Samples.article("a".repeat(20), "Title"),
            new Teaser(teaser, false),
            List.of(),
            Pick.LEAD,
            1,
            Reason.LEAD,
            1);
    return new Edition(
        new Edition.Id(Long.MAX_VALUE),
        newsletter.id(),
        1,
        Slot.manual("now", NOW, ZoneId.of("Europe/Berlin")),
        new EditionContent("Subject", "", null, List.of(lead), List.of()),
        1,
        "",
        Edition.State.DRAFT,
        Edition.Marks.NONE,
        NOW);
  }
}
