package org.safereturn.tracingservice.architecture.sample.application;

import org.safereturn.tracingservice.architecture.sample.events.Neighbour;

class UseCaseThatKnowsItsAdapter {

    Neighbour neighbour() {
        return new Neighbour();
    }
}
