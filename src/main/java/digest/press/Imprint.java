package digest.press;

import digest.delivery.FrozenEdition;
import digest.delivery.Letterhead;
import digest.delivery.Rendering;
import digest.delivery.Variant;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Masthead;
import digest.edition.Newsletter;
import digest.edition.Slot;
import digest.render.FieldLogic;
import digest.render.Renderer;
import digest.render.Templates;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes what freezing fixes. Preview, test and freeze all come through here, so what an editor sees
 * is made as what everybody gets (delivery P3).
 */
final class Imprint {

  private static final List<Variant> VARIANTS = List.of(new Variant(true), new Variant(false));

  /** The template of correction mails, shipped with all others. */
  private static final String CORRECTION = "correction";

  private final Catalogue catalogue;
  private final Supplier<Templates> templates;
  private final List<String> signedBy;
  private final FieldLogic fieldLogic = new FieldLogic();

  /**
   * @param templates read anew for each imprint, so that an editor's change shows at once
   * @param signedBy the names of the keys that sign what is frozen now
   */
  Imprint(Catalogue catalogue, Supplier<Templates> templates, List<String> signedBy) {
    this.catalogue = catalogue;
    this.templates = templates;
    this.signedBy = signedBy;
  }

  /** Where the templates of what was made so far do logic on a recipient's field. */
  List<String> fieldLogic() {
    return fieldLogic.places();
  }

  /** What would be frozen now, with this instant in every message's Date. */
  FrozenEdition of(Edition edition, Instant due, Instant now) {
    Newsletter newsletter = catalogue.newsletter(edition.newsletter());
    Masthead masthead = masthead(newsletter, edition);
    Templates files = templates.get();
    return new FrozenEdition(
        edition.id(),
        edition.hash(),
        letterhead(newsletter, edition, masthead),
        masthead,
        renderings(new Renderer(files, fieldLogic), masthead, edition),
        files.files(),
        publicUrl(),
        due,
        now,
        PersonalEdition.places(newsletter, edition));
  }

  /** For an edition that need not be stored yet, with the longest link to its web view. */
  WeighHtml weigh(Newsletter newsletter, Slot slot, int number) {
    Edition unstored =
        new Edition(
            new Edition.Id(Long.MAX_VALUE),
            newsletter.id(),
            number,
            slot,
            new EditionContent("", "", null, List.of(), List.of()),
            1,
            "",
            Edition.State.DRAFT,
            Edition.Marks.NONE,
            slot.instant());
    return new WeighHtml(
        new Renderer(templates.get()), masthead(newsletter, unstored), unstored, publicUrl());
  }

  /** The same for a stored one. */
  WeighHtml weigh(Edition edition) {
    return weigh(catalogue.newsletter(edition.newsletter()), edition.slot(), edition.number());
  }

  private static Map<Variant, Rendering> renderings(
      Renderer renderer, Masthead masthead, Edition edition) {
    Map<Variant, Rendering> renderings = new HashMap<>();
    for (Variant variant : VARIANTS) {
      renderer.open(masthead, edition, variant).ifPresent(made -> renderings.put(variant, made));
    }
    return renderings;
  }

  private Masthead masthead(Newsletter newsletter, Edition edition) {
    return new Masthead(
        newsletter.title(),
        newsletter.tagline(),
        newsletter.language(),
        newsletter.cadence().zone(),
        catalogue.site(),
        catalogue.publicUrl() == null ? "" : publicUrl() + "/e/" + edition.id(),
        edition.slot().corrects().isPresent() ? CORRECTION : newsletter.template());
  }

  /** What was frozen, with another content; all else as it was, the templates too. */
  static FrozenEdition revised(FrozenEdition frozen, Edition edition, EditionContent content) {
    Renderer renderer = new Renderer(Templates.frozen(frozen.templates()));
    return new FrozenEdition(
        frozen.edition(),
        frozen.hash(),
        frozen.letterhead().withSubject(content.subject()),
        frozen.masthead(),
        renderings(renderer, frozen.masthead(), WeighHtml.with(edition, content)),
        frozen.templates(),
        frozen.publicUrl(),
        frozen.due(),
        frozen.frozenAt(),
        frozen.places());
  }

  /** With what was frozen. */
  static WeighHtml weigh(FrozenEdition frozen, Edition edition) {
    return new WeighHtml(
        new Renderer(Templates.frozen(frozen.templates())),
        frozen.masthead(),
        edition,
        frozen.publicUrl());
  }

  private Letterhead letterhead(Newsletter newsletter, Edition edition, Masthead masthead) {
    return new Letterhead(
        edition.content().subject(),
        newsletter.from(),
        newsletter.replyTo(),
        newsletter.id() + "." + host(newsletter),
        newsletter.title(),
        archive(masthead),
        catalogue.bounces(),
        newsletter.feedbackId(),
        signedBy);
  }

  private String host(Newsletter newsletter) {
    String host = URI.create(catalogue.site().url()).getHost();
    return host == null ? newsletter.from().address().domain() : host;
  }

  private static @Nullable String archive(Masthead masthead) {
    return masthead.webLink().isEmpty() ? null : masthead.webLink();
  }

  private String publicUrl() {
    String url = catalogue.publicUrl();
    return url == null ? "" : url;
  }
}
