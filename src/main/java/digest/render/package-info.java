/** Turns an edition's content into characters with open fields, by FreeMarker. */
@NullMarked
package digest.render;

import org.jspecify.annotations.NullMarked;
