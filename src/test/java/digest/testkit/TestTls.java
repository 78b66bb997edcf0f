package digest.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate from an authority of our own, and what a server and a client need of it.
 *
 * @param server has the key
 * @param client trusts our own authority and no other
 */
public record TestTls(SSLContext server, SSLSocketFactory client) {

  private static final String PASSWORD = "changeit";

  /**
   * Makes both with the JDK's own keytool.
   *
   * @param name such as {@code dns:localhost} or {@code ip:127.0.0.1}
   * @param options more for keytool, such as {@code -startdate -10d -validity 1}
   */
  public static TestTls of(Path folder, String name, String... options) {
    Path file = folder.resolve(name.replaceAll("[^a-z0-9]", "_") + options.length + ".p12");
    keytool(file, "-alias", "authority", "-dname", "CN=nobody", "-ext", "bc:c");
    List<String> relay = new ArrayList<>(List.of("-alias", "relay", "-dname", "CN=relay"));
    relay.addAll(List.of("-signer", "authority", "-ext", "san=" + name));
    relay.addAll(List.of(options));
    keytool(file, relay.toArray(String[]::new));
    try {
      return of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(Path file, String... options) {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command = new ArrayList<>(List.of(tool, "-genkeypair", "-keyalg", "EC"));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    command.addAll(List.of(options));
    Path log = file.resolveSibling("keytool.log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TestTls of(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    char[] password = PASSWORD.toCharArray();
    own.setKeyEntry(
        "relay", store.getKey("relay", password), password, store.getCertificateChain("relay"));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, password);
    SSLContext server = SSLContext.getInstance("TLS");
    server.init(keys.getKeyManagers(), null, null);

    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", store.getCertificate("authority"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext client = SSLContext.getInstance("TLS");
    client.init(null, trust.getTrustManagers(), null);
    return new TestTls(server, client.getSocketFactory());
  }
}
