/** The verbs: build, preview, freeze, dispatch, and what else a door may ask for. */
@NullMarked
package digest.press;

import org.jspecify.annotations.NullMarked;
