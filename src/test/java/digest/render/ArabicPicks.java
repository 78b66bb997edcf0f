package digest.render;

import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import digest.edition.Teaser;
import java.util.ArrayList;
import java.util.List;

/** The stories of the Arabic sample edition. */
final class ArabicPicks {

  private ArabicPicks() {}

  static List<Pick> all() {
    List<Pick> picks = new ArrayList<>();
    picks.add(
        new Pick(
            Samples.article(4401, "عبّارات الليل تعود بعد أحد عشر عامًا")
                .source("بريد خليج الحور")
                .on("2026-11-26T09:00:00Z")
                .image(
                    "lead.png",
                    1200,
                    640,
                    "عبّارة مضاءة تعبر الخليج عند الغروب وعلى الشاطئ البعيد منارة.")
                .build(),
            new Teaser(
                "ابتداءً من الرابع من يناير يغادر آخر قارب الرصيف القديم بعد منتصف الليل بنصف ساعة."
                    + " طلب ذلك العاملون في المستشفى، ووافق المجلس على تجربة تدوم سنة واحدة […]",
                true),
            List.of(
                new Related(
                    "كيف دُفع ثمن أرصفة الكهرباء",
                    "https://example.org/n/4377",
                    "صحيفة شارع الرصيف"),
                new Related(
                    "كل الرحلات منذ يناير في صفحة واحدة",
                    "https://example.org/n/4398",
                    "بريد خليج الحور")),
            Pick.LEAD,
            1,
            Reason.LEAD,
            5));
    picks.add(
        Samples.pick(
            "المدينة",
            Samples.article(4399, "مكتبة تلغي الغرامات فتعود إليها كتبها")
                .source("بريد خليج الحور")
                .on("2026-11-25T09:00:00Z")
                .image("library.png", 240, 240, "صف من الكتب على رف."),
            "بعد ستة أشهر من إلغاء الغرامات زادت الكتب المُعادة بمقدار الثلث، ويقول الموظفون إن"
                + " الخجل كان دائمًا الجزء الأغلى […]"));
    picks.add(
        new Pick(
            Samples.article(4396, "خريطة ترام لا تعتمد على الألوان وحدها")
                .source("السجل المفتوح")
                .on("2026-11-25T08:00:00Z")
                .image("tram.png", 240, 240, "جزء من خريطة ترام بخطوط متقطعة ومنقطة ومتصلة.")
                .build(),
            new Teaser(
                "صار لكل خط نقشه الخاص إلى جانب لونه، ولكل محطة شكل يميزها. جرّب المسودات أربعون"
                    + " راكبًا قبل طباعة أي ملصق […]",
                true),
            List.of(
                new Related(
                    "ما الذي أحاطه الركاب بالأحمر", "https://example.org/n/4381", "السجل المفتوح")),
            Pick.MORE,
            3,
            Reason.PICKED,
            2,
            new Pick.Story(
                List.of(
                    new Related(
                        "A tram map without colours", "https://example.org/o/7", "Open Ledger"),
                    new Related("خريطة لكل الركاب", "https://example.org/t/9", "بريد خليج الحور")),
                new Related("Forty riders test a new map", "https://example.org/n/4301", null),
                2)));
    picks.add(
        Samples.pick(
            Pick.MORE,
            Samples.article(4393, "Growers brace for the hardest early frost in decades")
                .source("Field & Fold")
                .on("2026-11-24T09:00:00Z")
                .language("en"),
            "Minus nine is forecast for the upper valley on Sunday night. Orchards are lending"
                + " each other covers […]"));
    return picks;
  }
}
