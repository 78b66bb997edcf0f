/** Measures what picking costs; run by {@code mvn -Pbench test}, never in the usual run. */
@NullMarked
package digest.bench;

import org.jspecify.annotations.NullMarked;
