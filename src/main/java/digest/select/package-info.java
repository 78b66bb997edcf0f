/** Decides which articles make an edition, and cuts their teasers; pure, no clock, no store. */
@NullMarked
package digest.select;

import org.jspecify.annotations.NullMarked;
