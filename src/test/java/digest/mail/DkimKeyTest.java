package digest.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import digest.testkit.SigningKeys;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("delivery/M3: key files as people have them")
final class DkimKeyTest {

  @Test
  void bothFormsOfAnRsaKeyAreTheSameKey() {
    DkimKey pkcs8 = DkimKey.of("d1", SigningKeys.pkcs8(SigningKeys.RSA.getPrivate()));
    DkimKey pkcs1 = DkimKey.of("d1", SigningKeys.pkcs1(SigningKeys.RSA.getPrivate()));

    byte[] data = {1, 2, 3};
    assertThat(SigningEngine.of(pkcs1).sign(data)).isEqualTo(SigningEngine.of(pkcs8).sign(data));
    assertThat(pkcs1.bits()).isEqualTo(2048);
    String shared = Base64.getEncoder().encodeToString(SigningKeys.RSA.getPublic().getEncoded());
    assertThat(pkcs1.record()).isEqualTo("v=DKIM1; k=rsa; p=" + shared);
  }

  @Test
  void theRecordOfAnEd25519KeyHoldsItsBareThirtyTwoOctets() {
    DkimKey key = DkimKey.of("e1", SigningKeys.pkcs8(SigningKeys.ED25519.getPrivate()));

    byte[] spki = SigningKeys.ED25519.getPublic().getEncoded();
    String shared = Base64.getEncoder().encodeToString(Arrays.copyOfRange(spki, 12, 44));
    assertThat(key.record()).isEqualTo("v=DKIM1; k=ed25519; p=" + shared);
  }

  @Test
  @DisplayName("delivery/M3: RFC 8032 §7.1, test 2: the public key that belongs to the secret one")
  void theKeyOfTheStandardHasThePublicHalfOfTheStandard() {
    byte[] seed =
        HexFormat.of().parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    byte[] der = HexFormat.of().parseHex("302e020100300506032b657004220420");
    byte[] whole = Arrays.copyOf(der, der.length + seed.length);
    System.arraycopy(seed, 0, whole, der.length, seed.length);

    assertThat(DkimKey.of("e", SigningKeys.pem("PRIVATE KEY", whole)).record())
        .endsWith("p=PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=");
  }

  @Test
  void whatStandsAroundTheKeyDoesNotMatter() {
    String pem = SigningKeys.pkcs8(SigningKeys.RSA.getPrivate());
    String odd =
        "Bag Attributes: café\r\n"
            + SigningKeys.pem("PUBLIC KEY", SigningKeys.RSA.getPublic().getEncoded())
            + pem.replace("\n", " \r\n")
            + "trailing";

    assertThat(DkimKey.of("d1", odd).bits()).isEqualTo(2048);
  }

  static Stream<Arguments> unfit() {
    KeyPair short512 = SigningKeys.rsa(512);
    KeyPair other = SigningKeys.pair("EC", 256);
    String good = SigningKeys.pkcs8(SigningKeys.RSA.getPrivate());
    byte[] der = SigningKeys.RSA.getPrivate().getEncoded();
    byte[] mixed = der.clone();
    mixed[200] ^= 1; // within the modulus: its parts belong together no more
    return Stream.of(
        Arguments.of("", "holds no PEM key"),
        Arguments.of("\0\1\2 garbage ÿ", "holds no PEM key"),
        Arguments.of(
            SigningKeys.pem("PUBLIC KEY", SigningKeys.RSA.getPublic().getEncoded()),
            "holds no private key, but a public one"),
        Arguments.of(
            SigningKeys.pem("CERTIFICATE", der), "holds no private key, but a certificate"),
        Arguments.of(SigningKeys.pem("ENCRYPTED PRIVATE KEY", der), "holds an encrypted key"),
        Arguments.of(
            SigningKeys.pem("RSA PRIVATE KEY", der)
                .replaceFirst("\n", "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n"),
            "holds an encrypted key"),
        Arguments.of(
            SigningKeys.pem("OPENSSH PRIVATE KEY", der), "holds a key of another kind (OPENSSH"),
        Arguments.of(SigningKeys.pem("EC PRIVATE KEY", der), "holds a key of another kind (EC"),
        Arguments.of(SigningKeys.pkcs8(other.getPrivate()), "is neither RSA nor Ed25519"),
        Arguments.of(
            SigningKeys.pkcs8(SigningKeys.pair("X25519", 255).getPrivate()),
            "is neither RSA nor Ed25519"),
        Arguments.of(SigningKeys.pkcs8(short512.getPrivate()), "of 512 bits"),
        Arguments.of(good.substring(0, 900), "is cut off"),
        Arguments.of(good.replaceFirst("MII", "%%%"), "damaged key"),
        Arguments.of(SigningKeys.pem("PRIVATE KEY", Arrays.copyOf(der, 300)), "damaged key"),
        Arguments.of(SigningKeys.pem("RSA PRIVATE KEY", new byte[0]), "damaged key"),
        Arguments.of(SigningKeys.pem("RSA PRIVATE KEY", new byte[200]), "damaged key"),
        Arguments.of(SigningKeys.pem("PRIVATE KEY", mixed), "damaged key"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("unfit")
  @DisplayName("delivery/M3 safety/T22: whatever else is said of a key, never what is in the file")
  void aFileThatHoldsNoFitKeyIsRefusedWithoutSayingWhatItHolds(String pem, String what) {
    UnfitKey fault = catchThrowableOfType(UnfitKey.class, () -> DkimKey.of("d1", pem));

    assertThat(fault.what()).contains(what);
    assertThat(fault.remedy()).isNotBlank();
    assertThat(fault).hasNoCause();
    for (String line : pem.split("\\R", -1)) {
      if (line.length() > 20 && !line.startsWith("-----")) {
        assertThat(fault.what() + fault.remedy()).doesNotContain(line.substring(0, 16));
      }
    }
  }

  @Test
  @DisplayName("safety/T22: a key never prints its secret")
  void aKeyPrintsNoSecret() {
    assertThat(DkimSignerTest.D1).hasToString("d1 RSA-2048");
    assertThat(DkimSignerTest.BOTH.toString()).hasSizeLessThan(100);
  }
}
