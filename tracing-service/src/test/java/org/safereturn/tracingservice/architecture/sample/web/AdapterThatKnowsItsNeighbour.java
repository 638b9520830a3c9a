package org.safereturn.tracingservice.architecture.sample.web;

import org.safereturn.tracingservice.architecture.sample.events.Neighbour;

class AdapterThatKnowsItsNeighbour {

    Neighbour neighbour() {
        return new Neighbour();
    }
}
