/**
 * The safety experiments: a send is killed, refused, cut, starved and raced, and the relay's own
 * record says who got what.
 *
 * <p>Each has a short form in every build and one at full length, {@link digest.faults.InFull}, in
 * {@code mvn verify -Pfaults}. Each prints a line of figures.
 */
@NullMarked
package digest.faults;

import org.jspecify.annotations.NullMarked;
