package org.safereturn.tracingservice.architecture.sample.model;

import org.springframework.http.HttpStatus;

class ModelThatKnowsSpring {

    HttpStatus answer() {
        return HttpStatus.OK;
    }
}
