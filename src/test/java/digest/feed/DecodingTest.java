package digest.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("safety/T25: encodings that are wrong or lie")
class DecodingTest {

  private static final String TEXT = "<rss><title>Grüße – “Café” aus Łódź</title></rss>";
  private static final String LATIN = "<rss><title>Grüße, Café</title></rss>";
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  @Test
  void utf8IsReadWhateverOneByteEncodingIsClaimed() {
    assertThat(Decoding.decode(TEXT.getBytes(UTF_8), "")).isEqualTo(TEXT);
    assertThat(Decoding.decode(TEXT.getBytes(UTF_8), "text/xml; charset=ISO-8859-1"))
        .isEqualTo(TEXT);
    String declared = "<?xml version='1.0' encoding='windows-1252'?>" + TEXT;
    assertThat(Decoding.decode(declared.getBytes(UTF_8), "")).isEqualTo(declared);
  }

  @Test
  void aByteOrderMarkDecides() {
    assertThat(Decoding.decode(("\ufeff" + TEXT).getBytes(UTF_8), "charset=koi8-r"))
        .isEqualTo(TEXT);
    assertThat(Decoding.decode(("\ufeff" + TEXT).getBytes(UTF_16LE), "")).isEqualTo(TEXT);
    assertThat(Decoding.decode(("\ufeff" + TEXT).getBytes(UTF_16BE), "")).isEqualTo(TEXT);
    assertThat(Decoding.decode(TEXT.getBytes(UTF_16LE), "")).as("without a mark").isEqualTo(TEXT);
  }

  @Test
  void theDeclarationCountsMoreThanTheHeader() {
    String cyrillic = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><t>Привет, мир</t>";
    byte[] bytes = cyrillic.getBytes(Charset.forName("windows-1251"));
    assertThat(Decoding.decode(bytes, "text/xml; charset=iso-8859-1")).isEqualTo(cyrillic);
    String japanese = "<t>こんにちは世界</t>";
    assertThat(
            Decoding.decode(japanese.getBytes(Charset.forName("Shift_JIS")), "charset=Shift_JIS"))
        .isEqualTo(japanese);
  }

  @Test
  void latin1IsWindows1252AsInBrowsers() {
    byte[] bytes = "<t>“quoted”</t>".getBytes(WINDOWS_1252);
    assertThat(Decoding.decode(bytes, "text/xml; charset=ISO-8859-1")).isEqualTo("<t>“quoted”</t>");
  }

  @Test
  void aClaimThatTheBytesDisproveDoesNotCount() {
    assertThat(Decoding.decode(LATIN.getBytes(ISO_8859_1), "text/xml; charset=utf-8"))
        .isEqualTo(LATIN);
    assertThat(Decoding.decode(LATIN.getBytes(ISO_8859_1), "charset=no-such-thing"))
        .isEqualTo(LATIN);
    String russian = "<t>" + "Сегодня в городе открылась новая библиотека. ".repeat(5) + "</t>";
    assertThat(Decoding.decode(russian.getBytes(Charset.forName("windows-1251")), "charset=utf-8"))
        .isEqualTo(russian);
  }

  @Test
  void aStrayByteDoesNotSpoilUtf8() {
    byte[] good = ("<t>" + "Größe naïve façade Ærø ".repeat(20) + "it's</t>").getBytes(UTF_8);
    int apostrophe = new String(good, ISO_8859_1).indexOf('\'');
    good[apostrophe] = (byte) 0x92;
    assertThat(Decoding.decode(good, "charset=utf-8")).contains("Größe naïve").contains("it’s");
  }

  @Test
  void aLetterCutInTwoAtTheEndIsNoObjection() {
    byte[] bytes = "<t>Łódź ź".getBytes(UTF_8);
    String text = Decoding.decode(Arrays.copyOf(bytes, bytes.length - 1), "");
    assertThat(text).startsWith("<t>Łódź ");
  }
}
