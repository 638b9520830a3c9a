package org.safereturn.messaging.testkit.architecture.kept.ferry.model;

import java.time.Instant;

/** A model in pure Java. */
@SuppressWarnings("ArrayRecordComponent") // the rules must see through arrays
public record Ferry(String name, Instant sails, int[] decks) {
}
