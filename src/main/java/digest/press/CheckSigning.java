package digest.press;

import digest.edition.Newsletter;
import digest.mail.Composer;
import digest.mail.DkimKey;
import digest.mail.DkimSettings;
import digest.mail.SigningSpeed;
import digest.press.CheckSetup.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says who signs, and what DNS must hold for it (delivery M3). */
final class CheckSigning {

  private static final String AREA = "Signing";
  private static final int STRING = 255; // octets in one string of a TXT record: RFC 1035 §3.3

  private CheckSigning() {}

  static List<Finding> findings(Composer composer, List<Newsletter> newsletters) {
    return composer
        .dkim()
        .map(dkim -> findings(dkim, composer.prepare(), newsletters))
        .orElseGet(
            () -> List.of(Finding.ok(AREA, "Mails leave unsigned; the relay may sign them.")));
  }

  private static List<Finding> findings(
      DkimSettings dkim, List<SigningSpeed> speeds, List<Newsletter> newsletters) {
    List<Finding> findings = new ArrayList<>();
    dkim.active().forEach(key -> findings.add(Finding.ok(AREA, told(dkim, key, " signs for "))));
    dkim.former()
        .forEach(
            key -> findings.add(Finding.ok(AREA, told(dkim, key, " signs older editions for "))));
    speeds.forEach(speed -> findings.add(Finding.ok(AREA, told(speed))));
    for (Newsletter newsletter : newsletters) {
      String sender = newsletter.from().address().domain();
      if (!isAligned(sender, dkim.domain())) {
        findings.add(Finding.warning(AREA, foreign(newsletter, sender, dkim.domain())));
      }
    }
    return findings;
  }

  private static String told(DkimSettings dkim, DkimKey key, String does) {
    return "%s%s%s (%s, %d bits). Publish in DNS: %s. TXT %s"
        .formatted(
            key.selector(),
            does,
            dkim.domain(),
            key.algorithm(),
            key.bits(),
            dkim.name(key),
            strings(key.record().replace("; ", ";")));
  }

  private static String told(SigningSpeed speed) {
    return String.format(
        Locale.ENGLISH,
        "%s is signed by %s: about %,d signatures a second on one processor.",
        speed.key().selector(),
        speed.provider(),
        speed.aSecond());
  }

  /** As a zone file wants it; without blanks inside, so that no line's end gets between. */
  static String strings(String record) {
    List<String> strings = new ArrayList<>();
    for (int at = 0; at < record.length(); at += STRING) {
      strings.add('"' + record.substring(at, Math.min(record.length(), at + STRING)) + '"');
    }
    return String.join(" ", strings);
  }

  /** RFC 7489 §3.1.1, relaxed; the public suffixes are left to the receivers. */
  private static boolean isAligned(String sender, String signer) {
    return sender.equals(signer) || sender.endsWith("." + signer) || signer.endsWith("." + sender);
  }

  private static String foreign(Newsletter newsletter, String sender, String signer) {
    return newsletter.id()
        + " is from "
        + sender
        + " and signed by "
        + signer
        + ": DMARC does not count that. Set dkim.domain to the sender's domain.";
  }
}
