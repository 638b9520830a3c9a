/** What a commit leaves to send, and the relay that sends it. */
@NullMarked
package org.safereturn.messaging.outbox;

import org.jspecify.annotations.NullMarked;
