package digest.press;

import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.mail.Relays;
import digest.mail.Transport;
import digest.mail.Transport.Ending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tries everything a send needs, and sends nothing: feeds are read and not stored, the relay is
 * greeted and gets no mail, templates are run over made-up editions.
 */
public final class CheckSetup {

  /** How bad a finding is. */
  public enum Level {
    OK,
    WARNING,
    PROBLEM
  }

  /**
   * One thing looked at.
   *
   * @param area a word: {@code Relay}, {@code Feeds}
   * @param text what was found, and what to do when it is not well
   */
  public record Finding(String area, Level level, String text) {

    static Finding ok(String area, String text) {
      return new Finding(area, Level.OK, text);
    }

    static Finding warning(String area, String text) {
      return new Finding(area, Level.WARNING, text);
    }

    static Finding problem(String area, String text) {
      return new Finding(area, Level.PROBLEM, text);
    }
  }

  private final Catalogue catalogue;
  private final Rooms rooms;
  private final Imprint imprint;

  /** Looks at what this press is built of. */
  public CheckSetup(Press press) {
    this.catalogue = press.catalogue();
    this.rooms = press.rooms();
    this.imprint = new Imprint(catalogue, rooms.templates(), rooms.composer().signedBy());
  }

  /**
   * Looks at everything, within about half a minute.
   *
   * @param relay its name in messages
   */
  public List<Finding> findings(String relay) {
    List<Finding> findings = new ArrayList<>();
    findings.add(configuration());
    findings.addAll(site());
    findings.addAll(templates());
    findings.addAll(new CheckFeeds(rooms.fetcher()).findings(feeds()));
    findings.addAll(relays(relay));
    findings.addAll(CheckSigning.findings(rooms.composer(), catalogue.newsletters()));
    for (Newsletter newsletter : catalogue.newsletters()) {
      findings.add(audience(newsletter));
      findings.add(new CheckSchedule(rooms.clock().instant()).finding(newsletter));
    }
    return findings;
  }

  private Finding configuration() {
    int newsletters = catalogue.newsletters().size();
    return newsletters == 0
        ? Finding.problem("Configuration", "There is no newsletter: add one under newsletters.")
        : Finding.ok(
            "Configuration",
            CheckFeeds.counted(newsletters, "newsletter") + ", stored in " + place());
  }

  private String place() {
    return rooms.database().toString().replaceAll("^Database\\[|\\]$", "");
  }

  private List<Finding> site() {
    List<Finding> findings = new ArrayList<>();
    String url = catalogue.publicUrl();
    if (url == null || url.isBlank()) {
      findings.add(
          Finding.problem(
              "Pages",
              "Readers could not unsubscribe, and nothing can be sent: set web.publicUrl to the"
                  + " address under which they reach \"digest serve\"."));
    } else {
      findings.add(Finding.ok("Pages", "Readers reach the pages at " + url + "."));
    }
    if (catalogue.site().postalAddress().isBlank()) {
      findings.add(
          Finding.warning(
              "Site", "There is no postal address, which the law wants: site.postalAddress."));
    }
    return findings;
  }

  private List<Finding> templates() {
    List<Finding> findings = new ArrayList<>();
    catalogue.newsletters().forEach(one -> findings.addAll(templates(one)));
    for (String place : imprint.fieldLogic()) {
      findings.add(
          Finding.warning(
              "Templates",
              place
                  + " is not only printed, so each mail of such a newsletter is laid out by itself,"
                  + " which takes several times as long. Where speed matters, print it as it is, or"
                  + " ask for it with ??."));
    }
    return findings;
  }

  /** A template's fault says in its message where it is. */
  private List<Finding> templates(Newsletter newsletter) {
    Instant now = rooms.clock().instant();
    String name = "\"" + newsletter.template() + "\" of " + newsletter.id();
    List<Finding> findings = new ArrayList<>();
    try {
      imprint.of(SampleEdition.full(newsletter, now), now, now);
      findings.add(Finding.ok("Templates", name + " works with everything in it."));
      imprint.of(SampleEdition.bare(newsletter, now), now, now);
      findings.add(Finding.ok("Templates", name + " works with a title and a link alone."));
    } catch (RuntimeException e) {
      findings.add(Finding.problem("Templates", name + ": " + e.getMessage()));
    }
    return findings;
  }

  private List<Feed> feeds() {
    Map<String, Feed> feeds = new LinkedHashMap<>();
    catalogue
        .newsletters()
        .forEach(one -> one.feeds().forEach(feed -> feeds.putIfAbsent(feed.location(), feed)));
    return List.copyOf(feeds.values());
  }

  /** Each by itself: a relay that works would hide another that does not. */
  private List<Finding> relays(String relay) {
    return rooms.transport() instanceof Relays relays
        ? relays.all().stream().map(one -> relay(one.name(), one.transport())).toList()
        : List.of(relay(relay, rooms.transport()));
  }

  private static Finding relay(String relay, Transport transport) {
    Ending ending = transport.send(Collections.emptyIterator(), new Outcomes());
    return switch (ending.verdict()) {
      case DONE -> Finding.ok("Relay", relay + " answers and takes our login.");
      case UNREACHABLE ->
          Finding.problem(
              "Relay", relay + " does not answer: " + ((Ending.Unreachable) ending).cause());
      case BLOCKED ->
          Finding.problem("Relay", relay + " refuses us: " + ((Ending.Blocked) ending).reply());
    };
  }

  private Finding audience(Newsletter newsletter) {
    var audience =
        rooms.subscribers().audience(newsletter.list(), newsletter.id(), newsletter.segment());
    String text =
        newsletter.id()
            + " would go to "
            + CheckFeeds.counted(audience.prepared(), "reader")
            + " of "
            + audience.listed()
            + " on the list \""
            + newsletter.list()
            + "\".";
    return audience.prepared() == 0
        ? Finding.warning("Lists", text + " Add some: digest subscriber import FILE")
        : Finding.ok("Lists", text);
  }
}
