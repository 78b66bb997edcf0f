package digest.mail;

/**
 * Who signs by a key, and how fast.
 *
 * @param provider its name
 * @param aSecond about so many signatures on one processor
 */
public record SigningSpeed(DkimKey key, String provider, int aSecond) {}
