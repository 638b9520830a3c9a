package org.safereturn.tracing.architecture.sample.adapter.web;

import org.safereturn.tracing.architecture.sample.adapter.events.Neighbour;

class AdapterThatKnowsItsNeighbour {

    Neighbour neighbour() {
        return new Neighbour();
    }
}
