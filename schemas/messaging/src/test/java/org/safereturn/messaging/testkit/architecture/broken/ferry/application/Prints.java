package org.safereturn.messaging.testkit.architecture.broken.ferry.application;

/** A use case that prints. */
final class Prints {

    void sail() {
        System.out.println("sails");
    }
}
