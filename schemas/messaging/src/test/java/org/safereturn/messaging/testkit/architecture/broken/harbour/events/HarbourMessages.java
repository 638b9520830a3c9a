package org.safereturn.messaging.testkit.architecture.broken.harbour.events;

/** An adapter. */
public record HarbourMessages(String topic) {
}
