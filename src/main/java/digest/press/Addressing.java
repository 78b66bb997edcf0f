package digest.press;

import digest.audience.EmailAddress;
import digest.delivery.Claim;
import digest.delivery.Field;
import digest.delivery.FrozenEdition;
import digest.delivery.Recipient;
import digest.delivery.Tokens;
import digest.edition.Masthead;
import digest.edition.Newsletter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.EnumMap;
import java.util.Map;

/** Makes the recipient of a claim: all values that differ from message to message. */
final class Addressing {

  private final Tokens tokens;

  Addressing(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The same claim gives the same recipient on every attempt and every node (delivery A4). */
  Recipient recipient(FrozenEdition frozen, Newsletter.Id newsletter, Claim claim) {
    return new Recipient(
        claim.id(),
        claim.address(),
        claim.messageId(),
        claim.due(),
        envelopeSender(frozen, claim),
        fields(frozen, newsletter, claim));
  }

  private EmailAddress envelopeSender(FrozenEdition frozen, Claim claim) {
    EmailAddress bounces = frozen.letterhead().bounces();
    return bounces == null
        ? frozen.letterhead().from().address()
        : tokens.bounceAddress(bounces, claim.id());
  }

  private Map<Field, String> fields(FrozenEdition frozen, Newsletter.Id newsletter, Claim claim) {
    Map<Field, String> fields = new EnumMap<>(Field.class);
    if (claim.name() != null) {
      fields.put(Field.NAME, claim.name());
    }
    fields.put(Field.ADDRESS, claim.address().toString());
    fields.put(Field.SINCE, day(frozen.masthead(), claim.since()));
    fields.put(
        Field.UNSUBSCRIBE_LINK, link(frozen, "/u/", Tokens.Purpose.UNSUBSCRIBE, newsletter, claim));
    fields.put(
        Field.PREFERENCES_LINK, link(frozen, "/p/", Tokens.Purpose.PREFERENCES, newsletter, claim));
    return fields;
  }

  private String link(
      FrozenEdition frozen,
      String path,
      Tokens.Purpose purpose,
      Newsletter.Id newsletter,
      Claim claim) {
    return frozen.publicUrl() + path + tokens.issue(purpose, newsletter, claim.id().subscriber());
  }

  private static String day(Masthead masthead, Instant instant) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(masthead.language())
        .format(instant.atZone(masthead.zone()));
  }
}
