/** What may be mailed: newsletters, articles, picks, and the editions made of them. */
@NullMarked
package digest.edition;

import org.jspecify.annotations.NullMarked;
