/** Who may be mailed: addresses, subscribers, lists, subscriptions, suppressions. */
@NullMarked
package digest.audience;

import org.jspecify.annotations.NullMarked;
