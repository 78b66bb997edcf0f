package digest.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import digest.edition.Edition;
import digest.mail.DemoInbox.Received;
import digest.web.WebHouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeskTest {

  private static final String HOSTILE =
      "<script>alert(1)</script><img src=https://evil.example/x.png onerror=alert(2)> ${7*7}";

  private static Playwright playwright;
  private static Browser chromium;

  @TempDir Path folder;
  private WebHouse house;
  private Visit visit;

  @BeforeAll
  static void openChromium() {
    playwright = Chromium.playwright();
    chromium = Chromium.launch(playwright);
  }

  @AfterAll
  static void closeChromium() {
    chromium.close();
    playwright.close();
  }

  @BeforeEach
  void open() {
    house = WebHouse.atHome(folder, InstantSource.system());
    for (int i = 1; i <= 12; i++) {
      house.reader("reader" + i + "@example.org", i % 3 == 0 ? "" : "Reader " + i);
    }
    house.reader("mira@example.org", "Mira Osei");
    visit = new Visit(chromium, house.port(), 1280, ColorScheme.LIGHT);
  }

  @AfterEach
  void close() {
    visit.close();
    house.close();
  }

  @Test
  @DisplayName("desk: dashboard, edition, each form of the preview, approve, send, watch, inbox")
  void anEditorSendsAnEditionAndWatchesItArrive() {
    house.draft("one", "Night ferries return", "Library drops fees", "A tram map without colour");
    Page page = visit.open("/");
    page.getByRole(AriaRole.LINK, named("Review")).click();
    assertThat(page.getByRole(AriaRole.HEADING, level(1))).containsText("edition 1");
    page.locator("#subject").fill("Typed and not yet saved");
    for (String tab : List.of("Mobile", "Dark", "Plain text", "Source", "Headers", "Desktop")) {
      page.locator(".tabs").getByText(tab).click();
      assertThat(page.locator(".tabs [aria-current]")).hasText(tab);
    }
    assertThat(page.locator("#subject")).hasValue("Typed and not yet saved");
    assertThat(page.frameLocator("#preview iframe").locator("h1"))
        .containsText("Alder Bay Courier");

    page.getByRole(AriaRole.BUTTON, named("Save")).click();
    page.getByRole(AriaRole.LINK, named("Approve and send")).click();
    assertThat(page.getByRole(AriaRole.HEADING, level(1))).hasText("Send edition 1 to 13 people?");
    page.getByRole(AriaRole.BUTTON, named("Send to 13 people now")).click();
    assertThat(page.locator(".stats")).containsText("0 of 13");

    house.press().dispatchEdition().keepRunning();
    assertThat(page.locator(".stats dd").first()).containsText("13 of 13", within(30));
    assertThat(page.locator(".head .pill")).hasText("Sent", textWithin(10));
    page.getByRole(AriaRole.LINK, named("Each recipient")).click();
    assertThat(page.locator("tbody tr")).hasCount(13);

    page.getByRole(AriaRole.LINK, named("Demo inbox")).click();
    page.getByRole(AriaRole.LINK, named("mira@example.org")).click();
    assertThat(page.getByRole(AriaRole.HEADING, level(1))).hasText("Typed and not yet saved");
    assertThat(page.frameLocator("iframe").locator("body")).containsText("mira@example.org");
    visit.demandPeace();
  }

  @Test
  @DisplayName(
      "readers/K2: the link in a mail that arrived shows one button, and pressing it counts")
  void theLinkInAMailThatArrivedUnsubscribes() {
    Edition draft = house.draft("one", "Night ferries return", "Library drops fees");
    house.press().freezeEdition().approveAndFreeze(draft.id(), draft.hash());
    house.dispatch(draft);
    Page page = visit.page();
    page.navigate(linkIn(arrivedFor("mira@example.org")));
    assertThat(page.getByRole(AriaRole.BUTTON)).hasCount(1);
    assertThat(page.locator("body")).containsText("m…@example.org");
    page.getByRole(AriaRole.BUTTON, named("Unsubscribe")).click();
    assertThat(page.locator("body")).containsText("will get no more mail from Alder Bay Courier");
    assertThat(
            house
                .press()
                .freezeEdition()
                .plan(house.draft("two", "Next").id())
                .audience()
                .prepared())
        .isEqualTo(12);
    page.getByRole(AriaRole.BUTTON, named("That was a mistake")).click();
    assertThat(page.locator("body")).containsText("You are back");
    visit.demandPeace();
  }

  @Test
  @DisplayName(
      "desk/D8: a story moved by keyboard keeps the focus, is announced, and can be dragged")
  void aStoryMovedByKeyboardKeepsTheFocus() {
    house.draft("one", "Night ferries return", "Library drops fees", "A tram map", "Frost");
    Page page = visit.open("/editions/1");
    page.getByLabel("Move up: A tram map").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator(":focus")).hasAttribute("aria-label", "Move up: A tram map");
    assertThat(page.locator("#said")).hasText("“A tram map” is now number 2.");
    page.locator(".story").nth(2).dragTo(page.locator(".story").nth(1));
    assertThat(page.locator(".story p").nth(1)).hasText("Library drops fees");
    visit.demandPeace();
  }

  @ParameterizedTest
  @CsvSource({"1280,LIGHT", "1280,DARK", "375,LIGHT", "375,DARK", "320,LIGHT"})
  @DisplayName("desk/D12, D13, safety/T17: every page fits, is calm and asks no other host")
  void everyPageFitsAndIsCalm(int width, ColorScheme scheme) throws Exception {
    house.draftDue(LocalDateTime.of(2099, 1, 2, 7, 0), HOSTILE, "Pneumono" + "ultra".repeat(60));
    Edition sent = house.draft("one", "Night ferries return", HOSTILE);
    house.reader("hostile@example.org", "Mira <script>alert(3)</script>");
    house.press().freezeEdition().approveAndFreeze(sent.id(), sent.hash());
    house.dispatch(sent);
    String key = arrivedFor("hostile@example.org").mail().header("Message-ID").orElseThrow();
    try (Visit tour = new Visit(chromium, house.port(), width, scheme)) {
      for (String path :
          List.of(
              "/",
              "/editions",
              "/editions/1",
              "/editions/1?view=mobile",
              "/editions/1?view=dark",
              "/editions/1?view=text",
              "/editions/1?view=source",
              "/editions/1?view=headers",
              "/editions/1?as=hostile@example.org",
              "/editions/1/explain",
              "/editions/1/send",
              "/editions/1/cancel",
              "/editions/2",
              "/editions/2/deliveries",
              "/e/2",
              "/inbox",
              "/inbox/" + key.replaceAll("^<|@.*$", ""),
              linkIn(arrivedFor("mira@example.org")).replaceFirst("^https?://[^/]*", ""),
              "/nix")) {
        Page page = tour.open(path);
        assertThat(tour.overflow()).as("sideways scrolling of " + path + " at " + width).isZero();
        String shots = System.getProperty("shots", "");
        if (!shots.isEmpty()) {
          String name = width + "-" + scheme + path.replaceAll("[^a-z0-9]+", "-") + ".png";
          Files.createDirectories(Path.of(shots));
          page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(shots, name)));
        }
      }
      tour.demandPeace();
    }
  }

  @Test
  @DisplayName("desk/D1: the same without script")
  void anEditorWithoutScriptSendsAnEdition() {
    house.draft("one", "Night ferries return", "Library drops fees");
    try (BrowserContext plain =
        chromium.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      Page page = plain.newPage();
      page.navigate("http://127.0.0.1:" + house.port() + "/editions/1");
      page.locator(".tabs").getByText("Dark").click();
      assertThat(page.locator("iframe.dark")).isVisible();
      page.getByLabel("Move up: Library drops fees").click();
      assertThat(page.locator(".story p").first()).hasText("Library drops fees");
      page.getByRole(AriaRole.LINK, named("Approve and send")).click();
      page.getByRole(AriaRole.BUTTON, named("Send to 13 people now")).click();
      assertThat(page.locator(".head .pill")).hasText("Sending");
    }
  }

  private Received arrivedFor(String address) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> house.inbox().count() > 0);
    return house.inbox().received().stream()
        .filter(mail -> mail.to().toString().equals(address))
        .findFirst()
        .orElseThrow();
  }

  private static String linkIn(Received mail) {
    Matcher link = Pattern.compile("https?://\\S+/u/[^\\s\"<>]+").matcher(mail.text());
    assertThat(link.find()).isTrue();
    return link.group();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions level(int level) {
    return new Page.GetByRoleOptions().setLevel(level);
  }

  private static com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions within(
      int seconds) {
    return new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
        .setTimeout(seconds * 1000.0);
  }

  private static com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions textWithin(
      int seconds) {
    return new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions()
        .setTimeout(seconds * 1000.0);
  }
}
