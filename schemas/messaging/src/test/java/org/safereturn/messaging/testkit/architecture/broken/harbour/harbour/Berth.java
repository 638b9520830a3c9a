package org.safereturn.messaging.testkit.architecture.broken.harbour.harbour;

/** In a package that says nothing. */
record Berth(int number) {
}
