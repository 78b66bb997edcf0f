package digest.press;

import digest.audience.EmailAddress;
import digest.delivery.Claim;
import digest.delivery.Field;
import digest.delivery.FrozenEdition;
import digest.delivery.Recipient;
import digest.delivery.Tokens;
import digest.delivery.Variant;
import digest.edition.Newsletter;
import digest.render.Dates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/** Makes the recipients of one edition: all values that differ from message to message. */
final class Addressing {

  private static final String WORST =
      ".<b>O'Brien & \"Söhne\"</b> = \\ $1 ${x} #{y} &amp; From %s\t\u202E 山田 👩‍👩‍👧 "
          + "x".repeat(200);

  private final Tokens tokens;
  private final FrozenEdition frozen;
  private final Newsletter.Id newsletter;
  private final Dates dates;

  Addressing(Tokens tokens, FrozenEdition frozen, Newsletter.Id newsletter) {
    this.tokens = tokens;
    this.frozen = frozen;
    this.newsletter = newsletter;
    this.dates = new Dates(frozen.masthead().language());
  }

  /** The same claim gives the same recipient on every attempt and every node (delivery A4). */
  Recipient recipient(Claim claim) {
    return new Recipient(
        claim.id(),
        claim.address(),
        claim.messageId(),
        claim.due(),
        envelopeSender(claim),
        fields(claim));
  }

  /** A reader whose values have all that a template or a mail may stumble on. */
  Recipient madeUp(Variant variant) {
    Map<Field, String> fields = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      fields.put(field, WORST + field + " ");
    }
    if (!variant.named()) {
      fields.remove(Field.NAME);
    }
    EmailAddress address = EmailAddress.of("reader@example.org");
    return new Recipient(null, address, "made-up", Instant.EPOCH, address, fields);
  }

  private EmailAddress envelopeSender(Claim claim) {
    EmailAddress bounces = frozen.letterhead().bounces();
    return bounces == null
        ? frozen.letterhead().from().address()
        : tokens.bounceAddress(bounces, claim.id());
  }

  private Map<Field, String> fields(Claim claim) {
    Map<Field, String> fields = new EnumMap<>(Field.class);
    if (claim.name() != null && !claim.name().isEmpty()) {
      fields.put(Field.NAME, claim.name());
    }
    fields.put(Field.ADDRESS, claim.address().toString());
    fields.put(Field.SINCE, day(claim.since()));
    fields.put(Field.UNSUBSCRIBE_LINK, link("/u/", Tokens.Purpose.UNSUBSCRIBE, claim));
    fields.put(Field.PREFERENCES_LINK, link("/p/", Tokens.Purpose.PREFERENCES, claim));
    return fields;
  }

  private String link(String path, Tokens.Purpose purpose, Claim claim) {
    return frozen.publicUrl() + path + tokens.issue(purpose, newsletter, claim.id().subscriber());
  }

  private String day(Instant since) {
    return dates.full(LocalDate.ofInstant(since, frozen.masthead().zone()));
  }
}
