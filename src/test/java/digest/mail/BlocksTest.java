package digest.mail;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Field;
import digest.delivery.Plate;
import digest.delivery.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One article's lines are encoded once, and many plates share the bytes. */
class BlocksTest {

  private final Composer composer = new Composer();
  private final Blocks blocks = new Blocks();

  @Test
  @DisplayName("delivery/P1: an article is encoded once, and all variants share its bytes")
  void anArticleIsEncodedOnce() {
    for (int i = 0; i < 20; i++) {
      blocks.encoded(story(i));
    }
    assertThat(blocks.encodings()).isEqualTo(20);
    Random random = new Random(1);
    for (int variant = 0; variant < 200; variant++) {
      List<String> chosen = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        if (random.nextBoolean()) {
          chosen.add(story(i));
        }
      }
      Collections.shuffle(chosen, random);
      Plate plate = plate(chosen);
      Set<byte[]> parts = Collections.newSetFromMap(new IdentityHashMap<>());
      parts.addAll(plate.parts());
      assertThat(chosen).allMatch(story -> parts.contains(blocks.encoded(story)));
    }
    assertThat(blocks.encodings()).as("nothing but the foot is new").isEqualTo(21);
  }

  private Plate plate(List<String> stories) {
    String text =
        "Hello " + Field.NAME.mark() + "\n" + String.join("", stories) + "\nUntil tomorrow\n";
    return composer.plate(Letters.head("Today"), new Rendering(text, ""), blocks);
  }

  private static String story(int number) {
    return ("<tr><td>Story " + number + "\n<p>").repeat(1) + "Wörter = ".repeat(40) + "</p>\n";
  }

  @Test
  @DisplayName("delivery/A4: the bytes are those of a plate without blocks, whatever the text")
  void theBytesAreThoseWithoutBlocks() {
    long seed = System.nanoTime();
    OddText odd = new OddText(new Random(seed), mark(Field.NAME), mark(Field.SINCE));
    for (int i = 0; i < 3000; i++) {
      Rendering rendering = new Rendering(odd.text(25), odd.text(25));
      Plate plain = composer.plate(Letters.head("Today"), rendering);
      Plate shared = composer.plate(Letters.head("Today"), rendering, blocks);
      assertThat(filled(shared)).as("seed " + seed + ", " + i).isEqualTo(filled(plain));
    }
  }

  private static String mark(Field field) {
    return String.valueOf(field.mark());
  }

  private String filled(Plate plate) {
    return new String(
        composer.fill(plate, Letters.recipient(".O'Brien & söhne")).bytes(),
        StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("delivery/P1: the room is bounded, and what does not fit is still right")
  void theRoomIsBounded() {
    Blocks small = new Blocks(100);
    byte[] first = small.encoded("first line\n");
    assertThat(small.encoded("first line\n")).isSameAs(first);
    for (int i = 0; i < 50; i++) {
      assertThat(small.encoded(i + " some line\n")).asString().isEqualTo(i + " some line\r\n");
    }
    assertThat(small.encoded("first line\n")).isNotSameAs(first).isEqualTo(first);
    assertThat(small.encoded("x".repeat(200) + "\n")).isNotEmpty();
    assertThat(small.encodings()).isEqualTo(53);
  }
}
