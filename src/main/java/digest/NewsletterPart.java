package digest;

import digest.audience.Mailbox;
import digest.audience.MailingList;
import digest.audience.Segment;
import digest.edition.Cadence;
import digest.edition.Newsletter;
import digest.edition.Site;
import digest.edition.TeaserRules;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What goes to whom, and when. */
final class NewsletterPart {

  private static final Duration WEEK = Duration.ofDays(7);

  static final Key<String> ID =
      Key.required(
          "newsletters[].id",
          WordShapes.id("newsletter"),
          "daily",
          "Its name in commands and in the List-Id.");
  static final Key<String> TITLE =
      Key.optional(
          "newsletters[].title", Shapes.LINE, "`site.title`", "The Daily", "The masthead.");
  static final Key<String> TAGLINE =
      Key.of(
              "newsletters[].tagline",
              Patterns.tagline(),
              "",
              "Under the masthead; may hold `{date}`, `{number}`, `{title}`, `{lead}`.")
          .suchAs("The news of {date}");
  static final Key<String> SUBJECT =
      Key.of(
          "newsletters[].subject",
          Patterns.subject(),
          "{lead}",
          "Holds `{lead}`, `{date}` or `{number}`, so that no two are alike; `{title}` too.");
  static final Key<Locale> LANGUAGE =
      Key.of(
          "newsletters[].language",
          WordShapes.LANGUAGE,
          "en",
          "Of the mail's own words and dates (BCP 47).");
  static final Key<Mailbox> FROM =
      Key.required(
          "newsletters[].from",
          WordShapes.MAILBOX,
          "Alder Bay Courier <daily@example.org>",
          "The sender.");
  static final Key<Mailbox> REPLY_TO =
      Key.optional(
          "newsletters[].replyTo",
          WordShapes.MAILBOX,
          "none",
          "desk@example.org",
          "Where answers go, when not to the sender.");
  static final Key<String> LIST =
      Key.required("newsletters[].list", WordShapes.id("list"), "readers", "The list it goes to.");
  static final Key<Set<String>> TOPICS =
      Key.of(
              "newsletters[].segment.topics",
              Shapes.several(Shapes.LINE),
              "",
              "Only for those who want one of these topics.")
          .suchAs("sport");
  static final Key<Set<Locale>> LANGUAGES =
      Key.of(
              "newsletters[].segment.languages",
              Shapes.several(WordShapes.LANGUAGE),
              "",
              "Only for those who read one of these languages.")
          .suchAs("en");
  static final Key<Newsletter.Personal> PERSONAL =
      Key.of(
              "newsletters[].personal",
              Shapes.choice(Newsletter.Personal.class),
              "none",
              "With `topics`, who chose topics gets only the articles about one of them, and those"
                  + " without topic and section; where none is left, no mail.")
          .suchAs("topics");
  static final Key<String> CRON =
      Key.required(
          "newsletters[].cadence.cron",
          WordShapes.CRON,
          "0 0 7 ? * MON",
          "When it is due: Quartz's six or seven fields, seconds first.");
  static final Key<ZoneId> ZONE =
      Key.of("newsletters[].cadence.zone", WordShapes.ZONE, "UTC", "The zone of that time.")
          .suchAs("Europe/Berlin");
  static final Key<Boolean> SUBSCRIBER_ZONE =
      Key.of(
          "newsletters[].cadence.subscriberZone",
          Shapes.TRUE_OR_FALSE,
          "false",
          "Each subscriber's own zone decides, where it is known.");
  static final Key<Boolean> FREEZE_PER_ZONE =
      Key.of(
          "newsletters[].cadence.freezePerZone",
          Shapes.TRUE_OR_FALSE,
          "false",
          "Each zone gets an edition of its own, picked just before its readers' due: fresher news"
              + " in the west. Needs `subscriberZone: true` and `approval: auto`.");
  static final Key<Duration> CUTOFF =
      Key.of(
          "newsletters[].cadence.cutoff",
          Shapes.duration(Duration.ZERO, WEEK),
          "15m",
          "How long before it is due the articles are picked.");
  static final Key<Duration> GRACE =
      Key.optional(
          "newsletters[].cadence.grace",
          Shapes.duration(Duration.ZERO, Duration.ofDays(30)),
          "`4h` for a daily one, else `24h`",
          "4h",
          "How late a missed edition still goes out by itself.");
  static final Key<Newsletter.Approval> APPROVAL =
      Key.of(
          "newsletters[].approval",
          Shapes.choice(Newsletter.Approval.class),
          "auto",
          "Whether a person lets it go, or may until it is due.");
  static final Key<String> TEMPLATE =
      Key.of(
          "newsletters[].template",
          Shapes.text("a template's name", "[A-Za-z0-9][A-Za-z0-9_-]{0,62}"),
          "digest",
          "The name before `.html.ftlh` and `.txt.ftl` in the templates' folder.");
  static final Key<String> FEEDBACK_ID =
      Key.optional(
          "newsletters[].feedbackId",
          Shapes.text("one line of printable ASCII, at most 120", "[!-~]([ -~]{0,118}[!-~])?"),
          "none",
          "daily:courier:news:alderbay",
          "The `Feedback-ID` header of its mails, by which receivers count complaints.");

  static final List<Key<?>> KEYS =
      List.of(
          ID,
          TITLE,
          TAGLINE,
          SUBJECT,
          LANGUAGE,
          FROM,
          REPLY_TO,
          LIST,
          TOPICS,
          LANGUAGES,
          PERSONAL,
          CRON,
          ZONE,
          SUBSCRIBER_ZONE,
          FREEZE_PER_ZONE,
          CUTOFF,
          GRACE,
          APPROVAL,
          TEMPLATE,
          FEEDBACK_ID);

  private NewsletterPart() {}

  static List<Newsletter> read(Block top, Site site, List<MailingList> lists, LocalFiles files) {
    List<Newsletter> newsletters = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Block block : top.blocks("newsletters", "newsletter", ID)) {
      Newsletter newsletter = newsletter(block, site, files);
      if (!ids.add(newsletter.id().value()) && block.has(ID)) {
        block.fault(ID, "another newsletter has it already", "Choose another");
      }
      checkList(block, newsletter, lists);
      newsletters.add(newsletter);
    }
    return newsletters;
  }

  private static Newsletter newsletter(Block block, Site site, LocalFiles files) {
    Block cadenceKeys = block.block("cadence");
    Cadence cadence = cadence(cadenceKeys);
    Newsletter.Approval approval = block.get(APPROVAL);
    checkFreeze(cadenceKeys, cadence, approval);
    Block teaserKeys = block.block("teaser");
    TeaserRules teaser = TeaserPart.read(teaserKeys);
    return new Newsletter(
        new Newsletter.Id(block.get(ID)),
        block.find(TITLE).orElse(site.title()),
        block.get(TAGLINE),
        block.get(SUBJECT),
        block.get(LANGUAGE),
        block.get(FROM),
        block.find(REPLY_TO).orElse(null),
        new MailingList.Id(block.get(LIST)),
        segment(block.block("segment")),
        FeedPart.read(block, files),
        cadence,
        approval,
        RulesPart.read(block),
        teaser,
        TeaserPart.lead(teaserKeys, teaser),
        block.get(TEMPLATE),
        block.find(FEEDBACK_ID).orElse(null),
        RingPart.read(block),
        block.get(PERSONAL));
  }

  private static Segment segment(Block segment) {
    Set<String> languages =
        segment.get(LANGUAGES).stream().map(Locale::getLanguage).collect(Collectors.toSet());
    return new Segment(segment.get(TOPICS), languages);
  }

  private static Cadence cadence(Block cadence) {
    Cadence without =
        new Cadence(
            cadence.get(CRON),
            cadence.get(ZONE),
            cadence.get(SUBSCRIBER_ZONE),
            cadence.get(FREEZE_PER_ZONE),
            cadence.get(CUTOFF),
            Duration.ZERO);
    Duration grace = cadence.find(GRACE).orElseGet(() -> without.pace(WordShapes.ANY_DAY).grace());
    return new Cadence(
        without.cron(),
        without.zone(),
        without.subscriberZone(),
        without.freezePerZone(),
        without.cutoff(),
        grace);
  }

  /** Nobody could look at up to forty editions a day, each minutes before it goes. */
  private static void checkFreeze(Block block, Cadence cadence, Newsletter.Approval approval) {
    if (!cadence.freezePerZone()) {
      return;
    }
    if (!cadence.subscriberZone()) {
      block.fault(
          FREEZE_PER_ZONE,
          "all readers have one due while subscriberZone is false",
          "Add subscriberZone: true, or leave freezePerZone out");
    }
    if (approval != Newsletter.Approval.AUTO) {
      block.fault(
          FREEZE_PER_ZONE,
          "no person can approve an edition for each zone",
          "Set approval: auto, or leave freezePerZone out");
    }
  }

  private static void checkList(Block block, Newsletter newsletter, List<MailingList> lists) {
    Set<String> known = lists.stream().map(list -> list.id().value()).collect(Collectors.toSet());
    String list = newsletter.list().value();
    if (block.has(LIST) && !known.contains(list)) {
      String remedy = Nearest.to(list, known).map(Nearest::question).orElse("Add it under lists");
      block.fault(LIST, "there is no list " + block.shown(LIST, list), remedy);
    }
  }
}
