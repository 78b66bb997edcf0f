/** The clock's door: Quartz rings, slots decide. */
@NullMarked
package digest.schedule;

import org.jspecify.annotations.NullMarked;
