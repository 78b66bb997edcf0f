package digest.edition;

import java.time.ZoneId;
import java.util.Locale;

/**
 * What a template needs to know beside an edition's content; fixed when the edition is frozen, so
 * that a change of settings during a send changes nothing (delivery A7).
 *
 * @param title of the newsletter
 * @param tagline empty for none
 * @param language of the mail's own words and dates
 * @param zone in which dates are shown
 * @param webLink the public web view of the edition; empty when there is none
 * @param template the name before {@code .html.ftlh} and {@code .txt.ftl}
 */
public record Masthead(
    String title,
    String tagline,
    Locale language,
    ZoneId zone,
    Site site,
    String webLink,
    String template) {}
