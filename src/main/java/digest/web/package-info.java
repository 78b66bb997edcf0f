/** The browser's door: the desk, the readers' pages, the ops API. */
@NullMarked
package digest.web;

import org.jspecify.annotations.NullMarked;
