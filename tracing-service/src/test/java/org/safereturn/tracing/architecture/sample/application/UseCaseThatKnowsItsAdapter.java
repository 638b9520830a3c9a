package org.safereturn.tracing.architecture.sample.application;

import org.safereturn.tracing.architecture.sample.adapter.events.Neighbour;

class UseCaseThatKnowsItsAdapter {

    Neighbour neighbour() {
        return new Neighbour();
    }
}
