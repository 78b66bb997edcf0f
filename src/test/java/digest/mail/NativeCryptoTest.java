package digest.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import digest.testkit.SigningKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** delivery/M3: the fast provider where it loads, the JDK's everywhere else, the same bytes. */
class NativeCryptoTest {

  private static final List<DkimKey> KEYS =
      List.of(key("d1", SigningKeys.RSA), key("e1", SigningKeys.ED25519));

  private static final ClassLoader OURS = NativeCryptoTest.class.getClassLoader();

  @TempDir Path folder;

  private static DkimKey key(String selector, KeyPair pair) {
    return DkimKey.of(selector, SigningKeys.pkcs8(pair.getPrivate()));
  }

  private static Provider loaded() {
    Optional<Provider> provider = NativeCrypto.provider();
    assumeTrue(provider.isPresent(), "the provider does not load on this machine");
    return provider.get();
  }

  @Test
  @DisplayName("delivery/M3 delivery/A4: whoever signs, the signature is the same")
  void bothProvidersSignTheSame() {
    Provider provider = loaded();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (DkimKey key : KEYS) {
      SigningEngine fast = SigningEngine.of(key, provider);
      SigningEngine slow = SigningEngine.of(key);
      for (int i = 0; i < 20; i++) {
        byte[] data = new byte[random.nextInt(3000)];
        random.nextBytes(data);
        assertThat(fast.sign(data)).as("seed %d", seed).isEqualTo(slow.sign(data));
      }
      assertThat(fast.speed().provider()).isEqualTo("AmazonCorrettoCryptoProvider");
      assertThat(slow.speed().provider()).isEqualTo("the JDK");
      assertThat(fast.speed().aSecond()).isPositive();
    }
  }

  @Test
  void aHundredThreadsSignAtOnce() throws Exception {
    for (SigningEngine engine : List.of(SigningEngine.of(KEYS.get(0)), fast(KEYS.get(0)))) {
      ExecutorService threads = Executors.newFixedThreadPool(100);
      try {
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
          byte[] data = ("message " + i).getBytes(StandardCharsets.US_ASCII);
          work.add(() -> KEYS.get(0).isSignedBy(engine.sign(data), data));
        }
        for (Future<Boolean> good : threads.invokeAll(work)) {
          assertThat(good.get()).isTrue();
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static SigningEngine fast(DkimKey key) {
    return NativeCrypto.provider()
        .map(provider -> SigningEngine.of(key, provider))
        .orElseGet(() -> SigningEngine.of(key));
  }

  @Test
  void withoutItsClassesTheJdkSigns() {
    ClassLoader none = ClassLoader.getPlatformClassLoader();

    assertThat(NativeCrypto.load(none, "natives/linux-x86_64")).isEmpty();
  }

  @Test
  void onAnotherSystemTheJdkSigns() {
    assertThat(NativeCrypto.load(OURS, "natives/Windows 11")).isEmpty();
    assertThat(NativeCrypto.load(OURS, "natives/Mac OS X")).isEmpty();
  }

  @Test
  void withALibraryOfAnotherMachineTheJdkSigns() throws IOException {
    Path other = Files.writeString(folder.resolve("library.so"), "no library at all");

    assertThat(NativeCrypto.load(new OtherLibrary(other), "natives/here")).isEmpty();
  }

  /** Has everything but the right library. */
  private static final class OtherLibrary extends ClassLoader {
    private final Path library;

    OtherLibrary(Path library) {
      super(OURS);
      this.library = library;
    }

    @Override
    public URL getResource(String name) {
      try {
        return name.endsWith(".so") ? library.toUri().toURL() : super.getResource(name);
      } catch (MalformedURLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void aDamagedClassIsNotLoaded() {
    ClassLoader damaged =
        new ClassLoader(OURS) {
          @Override
          public InputStream getResourceAsStream(String name) {
            return new ByteArrayInputStream(new byte[] {1, 2, 3});
          }
        };

    assertThat(NativeCrypto.load(damaged, "natives/linux-x86_64")).isEmpty();
  }

  @Test
  void aProviderThatCannotSignWithAKeyLeavesItToTheJdk() {
    Provider useless = Security.getProvider("SunJCE"); // no signatures at all

    for (DkimKey key : KEYS) {
      assertThat(SigningEngine.of(key, useless).speed().provider()).isEqualTo("the JDK");
    }
  }

  @Test
  @DisplayName("TLS: only AES-GCM is taken over, and what it enciphers the JDK deciphers")
  void onlyTheCipherIsTakenOver() throws GeneralSecurityException {
    loaded();
    Provider swift = NativeCrypto.inTls().orElseThrow();

    assertThat(swift.getServices()).hasSize(1);
    assertThat(Security.getProviders()[0]).isSameAs(swift);
    assertThat(NativeCrypto.inTls()).containsSame(swift);
    SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
    GCMParameterSpec parameters = new GCMParameterSpec(128, new byte[12]);
    Cipher ours = Cipher.getInstance("AES/GCM/NoPadding");
    ours.init(Cipher.ENCRYPT_MODE, key, parameters);
    Cipher theirs = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    theirs.init(Cipher.DECRYPT_MODE, key, parameters);
    byte[] mail = "Subject: x\r\n\r\nHello".repeat(1000).getBytes(StandardCharsets.US_ASCII);
    assertThat(ours.getProvider()).isSameAs(swift);
    assertThat(theirs.doFinal(ours.doFinal(mail))).isEqualTo(mail);
  }
}
