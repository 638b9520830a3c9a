package org.safereturn.pages;

import org.safereturn.messaging.testkit.architecture.Architecture;
import org.safereturn.messaging.testkit.architecture.ArchitectureContract;

/** The configuration of the kit is the one class that gives time and ids. */
class PagesArchitectureTest extends ArchitectureContract {

    PagesArchitectureTest() {
        super(Architecture.ofKit("org.safereturn.pages"));
    }
}
