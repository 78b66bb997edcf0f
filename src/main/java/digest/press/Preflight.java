package digest.press;

import digest.delivery.FrozenEdition;
import digest.delivery.Rendering;
import digest.edition.Edition;
import digest.render.Finding;
import digest.render.MarkupCheck;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks an edition over before it goes; a blocker stops approval and send, here and in every door.
 */
public final class Preflight {

  private static final int SUBJECT_ON_PHONES = 60;

  private final Catalogue catalogue;
  private final Imprint imprint;
  private final InstantSource clock;

  Preflight(Catalogue catalogue, Imprint imprint, InstantSource clock) {
    this.catalogue = catalogue;
    this.imprint = imprint;
    this.clock = clock;
  }

  /** Everything found, blockers first. */
  public List<Finding> check(Edition edition) {
    List<Finding> findings = new ArrayList<>();
    if (edition.content().picks().isEmpty() && edition.slot().corrects().isEmpty()) {
      findings.add(blocker("empty", "The edition has no article; it cannot be sent."));
    }
    findings.addAll(settings());
    findings.addAll(subject(edition));
    findings.addAll(markup(edition));
    findings.sort((one, other) -> one.severity().compareTo(other.severity()));
    return findings;
  }

  /**
   * Lets only a clean edition pass.
   *
   * @throws Refusal with the blockers
   */
  void demandClean(Edition edition) {
    List<String> blockers =
        check(edition).stream()
            .filter(finding -> finding.severity() == Finding.Severity.BLOCKER)
            .map(Finding::text)
            .toList();
    if (!blockers.isEmpty()) {
      throw new Refusal("edition " + edition.id() + " cannot go: " + String.join(" ", blockers));
    }
  }

  private List<Finding> settings() {
    List<Finding> findings = new ArrayList<>();
    if (isBlank(catalogue.publicUrl())) {
      findings.add(
          blocker(
              "unsubscribe",
              "Readers could not unsubscribe: set web.publicUrl in digest.yaml to the address"
                  + " under which they reach \"digest serve\"."));
    }
    if (catalogue.site().postalAddress().isBlank()) {
      findings.add(warning("address", "The footer has no postal address: set site.postalAddress."));
    }
    return findings;
  }

  private static List<Finding> subject(Edition edition) {
    String subject = edition.content().subject();
    int length = subject.codePointCount(0, subject.length());
    return length <= SUBJECT_ON_PHONES
        ? List.of()
        : List.of(
            warning(
                "subject",
                "The subject has " + length + " characters; phones show about 40 of them."));
  }

  private List<Finding> markup(Edition edition) {
    WeighHtml weigh = imprint.weigh(edition);
    List<Finding> findings = new ArrayList<>();
    MarkupCheck.size(weigh.bytes(edition.content())).ifPresent(findings::add);
    for (Rendering rendering : renderings(edition, weigh)) {
      MarkupCheck.check(rendering).stream()
          .filter(found -> !findings.contains(found))
          .forEach(findings::add);
    }
    return findings;
  }

  /** Templates with logic on a recipient leave no fields open; a full rendering stands in. */
  private Collection<Rendering> renderings(Edition edition, WeighHtml weigh) {
    FrozenEdition frozen = imprint.of(edition, clock.instant(), clock.instant());
    return frozen.renderings().isEmpty()
        ? List.of(weigh.marked(edition.content()))
        : frozen.renderings().values();
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static Finding blocker(String rule, String text) {
    return new Finding(rule, Finding.Severity.BLOCKER, text);
  }

  private static Finding warning(String rule, String text) {
    return new Finding(rule, Finding.Severity.WARNING, text);
  }
}
