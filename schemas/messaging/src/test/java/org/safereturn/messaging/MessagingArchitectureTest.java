package org.safereturn.messaging;

import org.safereturn.messaging.testkit.architecture.Architecture;
import org.safereturn.messaging.testkit.architecture.ArchitectureContract;

/** Two classes hand records to a blocking client on threads of their own, so they wait. */
class MessagingArchitectureTest extends ArchitectureContract {

    MessagingArchitectureTest() {
        super(Architecture.ofKit("org.safereturn.messaging").mayWait("OutboxAcknowledger", "InboundBinding"));
    }
}
