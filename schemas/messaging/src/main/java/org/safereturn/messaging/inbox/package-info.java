/** The ordered chain every received record passes before a service may act on it. */
@NullMarked
package org.safereturn.messaging.inbox;

import org.jspecify.annotations.NullMarked;
