package digest.render;

import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import digest.edition.Teaser;
import java.util.ArrayList;
import java.util.List;

/** The stories of the English sample edition. */
final class EnglishPicks {

  private EnglishPicks() {}

  static List<Pick> all() {
    List<Pick> picks = new ArrayList<>();
    picks.add(
        new Pick(
            Samples.article(4401, "Night ferries return to Alder Bay after eleven years")
                .source("Alder Bay Courier")
                .on("2026-11-26T09:00:00Z")
                .image(
                    "lead.png",
                    1200,
                    640,
                    "A lit ferry crosses the bay at dusk, with a lighthouse on the far shore.")
                .build(),
            new Teaser(
                "From 4 January the last boat leaves the Old Quay at half past midnight instead of"
                    + " ten past nine. Hospital staff asked for it, the council agreed to a"
                    + " one-year trial, and two refitted boats will draw shore power while they"
                    + " wait. The harbour master expects a quiet January, and a waiting list by"
                    + " March […]",
                true),
            List.of(
                new Related(
                    "How the shore-power berths were paid for",
                    "https://example.org/n/4377",
                    "Quay Street Journal"),
                new Related(
                    "Every crossing from January, on one page",
                    "https://example.org/n/4398",
                    "Alder Bay Courier"),
                new Related(
                    "The captain who kept the last night log",
                    "https://example.org/n/4210",
                    "Tideline")),
            Pick.LEAD,
            1,
            Reason.LEAD,
            5,
            new Pick.Story(
                List.of(
                    new Related(
                        "Night boats are back, for a year at least",
                        "https://example.org/o/12",
                        "Open Ledger"),
                    new Related("The late ferry returns", "https://example.org/t/88", "Tideline")),
                null,
                1)));
    picks.add(
        Samples.pick(
            "Town",
            Samples.article(4399, "Library drops late fees and gets its books back")
                .source("Alder Bay Courier")
                .on("2026-11-25T09:00:00Z")
                .image("library.png", 240, 240, "A row of books on a shelf."),
            "Six months after the fines ended, returns are up by a third. Staff say the shame was"
                + " always the expensive part, and that three people brought back atlases borrowed"
                + " in the nineties […]"));
    picks.add(
        new Pick(
            Samples.article(4396, "A tram map that no longer relies on colour")
                .source("Open Ledger")
                .on("2026-11-25T08:00:00Z")
                .image(
                    "tram.png",
                    240,
                    240,
                    "Detail of a tram map with dashed, dotted and solid lines.")
                .build(),
            new Teaser(
                "Every line now has its own pattern as well as its own shade, and every stop a"
                    + " shape. Forty riders with low vision tested the drafts at the depot before"
                    + " a single poster was printed […]",
                true),
            List.of(
                new Related(
                    "What the test riders circled in red",
                    "https://example.org/n/4381",
                    "Open Ledger"),
                new Related(
                    "Bus shelters get larger timetables in spring",
                    "https://example.org/n/4359",
                    "Alder Bay Courier")),
            "Town",
            3,
            Reason.PICKED,
            0));
    picks.add(
        Samples.pick(
            "Town",
            Samples.article(4386, "Council opens every contract above 500 crowns")
                .source("Open Ledger")
                .on("2026-11-23T09:00:00Z"),
            "The files go back six years and can be downloaded in one piece. The first thing"
                + " readers found was that the town had been paying for two different street-lamp"
                + " surveys […]"));
    picks.add(
        new Pick(
            Samples.article(
                    4393, "Growers brace for minus nine, the hardest early frost in decades")
                .source("Field & Fold")
                .on("2026-11-24T09:00:00Z")
                .build(),
            new Teaser(
                "Minus nine is forecast for the upper valley on Sunday night. Orchards are lending"
                    + " each other covers, and the fire brigade has agreed to fill water tanks"
                    + " until midnight […]",
                true),
            List.of(),
            "Land & Sea",
            5,
            Reason.PICKED,
            0,
            new Pick.Story(
                List.of(
                    new Related(
                        "Frost warning for the valley",
                        "https://example.org/n/4394",
                        "Alder Bay Courier")),
                new Related(
                    "Growers brace for minus six on Sunday",
                    "https://example.org/n/4388",
                    "Field & Fold"),
                2)));
    picks.add(
        Samples.pick(
            "Land & Sea",
            Samples.article(4390, "School basement becomes a seed bank with 2,400 jars")
                .source("Tideline")
                .on("2026-11-24T08:00:00Z")
                .image("seeds.png", 240, 240, "Two labelled glass jars filled with seeds."),
            "What began as a biology project now keeps beans that three nearby farms had stopped"
                + " growing. Pupils write each label by hand and test a spoonful for sprouting"
                + " every autumn […]"));
    picks.add(
        Samples.pick(
            Pick.MORE,
            Samples.article(4384, "Repair café mends its ten-thousandth object, a toaster")
                .source("Quay Street Journal")
                .on("2026-11-23T08:00:00Z"),
            "It took four minutes and one screw. The owner had driven past the café for years,"
                + " certain that nobody could still fix a machine older than herself […]"));
    picks.add(
        Samples.pick(
            Pick.MORE,
            Samples.article(4372, "Lighthouse cottage will house three apprentices")
                .source("Alder Bay Courier")
                .on("2026-11-22T09:00:00Z"),
            "The rooms have stood empty since the lamp was automated. From spring they will be let"
                + " at a student rate to trainees from the boatyard, on one condition: someone"
                + " must wind the clock […]"));
    picks.add(
        Samples.pick(
            Pick.MORE,
            Samples.article(4369, "Choir rehearses by radio after the hall roof leaks")
                .source("Quay Street Journal")
                .on("2026-11-16T09:00:00Z"),
            "Ninety singers, one transmitter and a delay of almost nothing. The conductor now"
                + " counts in from a van outside, and says the altos have never been so punctual"
                + " […]"));
    picks.add(
        Samples.pick(
            Pick.MORE,
            Samples.article(4365, "Nine benches, nine makers, one long argument about backrests")
                .source("Open Ledger")
                .on("2026-11-15T09:00:00Z"),
            "The promenade asked for seats and got a debate. The jury sat on each of them for an"
                + " hour in the rain before it voted, and then voted again […]"));
    picks.add(
        Samples.pick(
            Pick.MORE,
            Samples.article(4361, "The ferry cat has a successor")
                .source("Tideline")
                .on("2026-11-14T09:00:00Z"),
            "She came aboard with a crate of leeks and did not leave. The crew have put her on the"
                + " duty roster, between the second mate and the kettle […]"));
    picks.add(
        Samples.pick(
            Pick.MORE,
            Samples.article(4350, "Why the tide tables are printed on yellow paper")
                .source("Tideline")
                .on("2025-12-30T09:00:00Z"),
            "It has nothing to do with fog. A printer in the old town had one roll left in 1931,"
                + " and the harbour has been polite about it ever since […]"));
    return picks;
  }
}
