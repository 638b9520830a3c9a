package org.safereturn.messaging.testkit.architecture.broken.ferry.application;

/** A name that says nothing. */
record FerryManager(String something) {
}
