/** Reads feeds of every common format and says what was wrong with them. */
@NullMarked
package digest.feed;

import org.jspecify.annotations.NullMarked;
