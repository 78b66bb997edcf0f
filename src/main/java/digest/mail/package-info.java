/** Turns characters into RFC 5322 bytes and hands them to a relay. */
@NullMarked
package digest.mail;

import org.jspecify.annotations.NullMarked;
