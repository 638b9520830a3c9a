package org.safereturn.messaging.testkit.architecture.broken.ferry.events;

/** An adapter. */
public record FerryMessages(String topic) {
}
