/** The terminal's door: one small class per group of commands. */
@NullMarked
package digest.cli;

import org.jspecify.annotations.NullMarked;
