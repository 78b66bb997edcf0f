package digest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureHeadTest {

  static byte[] picture(String format, int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "jpg"})
  void theSizeStandsInTheFirstBytes(String format) throws IOException {
    byte[] picture = picture(format, 640, 123);
    assertThat(PictureHead.size(picture)).contains(new PictureHead.Size(640, 123));
  }

  @Test
  void theCamerasThumbnailInAJpegIsNotThePicture() throws IOException {
    byte[] picture = picture("jpg", 640, 123);
    byte[] thumbnail = picture("jpg", 16, 16);
    ByteArrayOutputStream withNotes = new ByteArrayOutputStream();
    withNotes.write(picture, 0, 2);
    int length = thumbnail.length + 2;
    withNotes.write(new byte[] {(byte) 0xff, (byte) 0xe1, (byte) (length >> 8), (byte) length});
    withNotes.write(thumbnail);
    withNotes.write(picture, 2, picture.length - 2);
    assertThat(PictureHead.size(withNotes.toByteArray())).contains(new PictureHead.Size(640, 123));
  }

  /** Written by hand from RFC 9649: the JDK writes no WebP. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "52494646 00000000 57454250 56503820 00000000 000000 9d012a 8002 7b00",
        "52494646 00000000 57454250 5650384c 00000000 2f 7f821e00",
        "52494646 00000000 57454250 56503858 00000000 00000000 7f0200 7a0000",
      })
  void webPHasThreeKindsOfHead(String hex) {
    byte[] head = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThat(PictureHead.size(head)).contains(new PictureHead.Size(640, 123));
  }

  @Test
  void whatIsNoPictureOrBreaksOffHasNoSize() throws IOException {
    assertThat(PictureHead.size(new byte[0])).isEmpty();
    assertThat(PictureHead.size("<html>".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEmpty();
    for (String format : new String[] {"png", "gif", "jpg"}) {
      assertThat(PictureHead.size(Arrays.copyOf(picture(format, 640, 123), 9))).isEmpty();
    }
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      byte[] noise = picture("jpg", 20, 20);
      for (int j = 0; j < 10; j++) {
        noise[2 + random.nextInt(noise.length - 2)] = (byte) random.nextInt();
      }
      assertThat(PictureHead.size(noise)).isNotNull();
    }
  }
}
