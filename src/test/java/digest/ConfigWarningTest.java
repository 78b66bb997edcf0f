package digest;

import static digest.ConfigSample.LEAST;
import static digest.ConfigSample.parse;
import static digest.ConfigSample.with;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConfigWarningTest {

  @Test
  void aPublicAddressWithoutTlsIsWarnedOf() {
    assertThat(parse(LEAST + "web: {publicUrl: \"http://news.example.org\"}\n").warnings())
        .containsExactly(
            "web.publicUrl: mailbox providers want https for one-click unsubscribe (RFC 8058)"
                + " (digest.yaml, line 11). Begin it with https://");
    assertThat(parse(LEAST + "web: {publicUrl: \"http://127.0.0.1:8025\"}\n").warnings()).isEmpty();
  }

  @Test
  @DisplayName("delivery/S5: a password that may go out in clear")
  void aPasswordThatMayGoOutInClearIsWarnedOf() {
    String yaml =
        with(
            "{host: localhost}",
            "{host: smtp.example.org, tls: opportunistic, username: me, password:"
                + " \"${SMTP_PASSWORD}\"}");

    assertThat(parse(yaml).warnings())
        .containsExactly(
            "relays[0].tls: the password may go out in clear (digest.yaml, line 3). Write"
                + " required");
  }

  @Test
  void aFeedThatMayBeAWebAddressWithoutItsSchemeIsWarnedOf() {
    assertThat(parse(LEAST + "    feeds: [{url: www.example.org/feed}]\n").warnings())
        .containsExactly(
            "newsletter \"weekly\": feeds[0].url: there is no file"
                + " \"/srv/courier/www.example.org/feed\" (digest.yaml, line 11). A web address"
                + " begins with https://");
  }
}
