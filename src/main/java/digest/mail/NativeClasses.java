package digest.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * Gives the classes of Amazon's provider together with the library of one kind of machine.
 *
 * <p>The libraries of all machines have the same name, so in our one jar they lie in folders, where
 * the provider would not look; and it asks only the loader of its own classes. Its classes are
 * therefore defined here, of the same bytes that the class path has.
 */
final class NativeClasses extends ClassLoader {

  private static final String THEIRS = "com.amazon.corretto.crypto.";
  private static final String LIBRARY = ".so";

  private final ClassLoader source;
  private final String folder;

  /**
   * @param source has classes and libraries
   * @param folder of the library, without a slash at its end
   */
  NativeClasses(ClassLoader source, String folder) {
    super(source);
    this.source = source;
    this.folder = folder;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(THEIRS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? defined(name) : known;
    }
  }

  private Class<?> defined(String name) throws ClassNotFoundException {
    try (InputStream in = source.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    return name.endsWith(LIBRARY)
        ? source.getResource(folder + '/' + name)
        : super.getResource(name);
  }
}
