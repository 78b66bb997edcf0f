package digest.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One person's browser, which notes whatever should not happen. */
final class Visit implements AutoCloseable {

  private final String base;
  private final BrowserContext context;
  private final Page page;
  private final List<String> unrest = new CopyOnWriteArrayList<>();

  Visit(Browser browser, int port, int width, ColorScheme scheme) {
    this.base = "http://127.0.0.1:" + port;
    this.context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
    this.page = context.newPage();
    page.onConsoleMessage(this::note);
    page.onPageError(error -> unrest.add("script error: " + error));
    page.onDialog(this::note);
    context.onRequest(this::note);
  }

  Page page() {
    return page;
  }

  /** Goes to a page of this house and waits until it stands. */
  Page open(String path) {
    page.navigate(base + path);
    return page;
  }

  /** By how many pixels the page is wider than its window. */
  int overflow() {
    Object wider =
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    return ((Number) wider).intValue();
  }

  /** No script's complaint, no dialog, no request to another host. */
  void demandPeace() {
    assertThat(unrest).isEmpty();
  }

  private void note(ConsoleMessage message) {
    // A page that is not there is asked for on purpose.
    if (!message.text().contains("status of 404")) {
      unrest.add("console: " + message.type() + " " + message.text() + " " + message.location());
    }
  }

  private void note(Dialog dialog) {
    unrest.add("dialog: " + dialog.message());
    dialog.dismiss();
  }

  private void note(Request request) {
    if (!request.url().startsWith(base + "/") && !request.url().startsWith("data:")) {
      unrest.add("foreign request: " + request.url());
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
