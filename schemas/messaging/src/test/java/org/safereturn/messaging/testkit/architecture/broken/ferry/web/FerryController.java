package org.safereturn.messaging.testkit.architecture.broken.ferry.web;

/** A controller that others can use. */
public record FerryController(String path) {
}
