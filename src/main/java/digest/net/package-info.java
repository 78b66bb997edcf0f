/** The only way out to the web: every request is checked, bounded and named here. */
@NullMarked
package digest.net;

import org.jspecify.annotations.NullMarked;
