/** Keeps everything that must survive a crash, in SQL. */
@NullMarked
package digest.store;

import org.jspecify.annotations.NullMarked;
