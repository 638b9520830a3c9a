/** The events that a commit leaves to send, and the relay that sends them. */
@NullMarked
package org.safereturn.messaging.outbox;

import org.jspecify.annotations.NullMarked;
