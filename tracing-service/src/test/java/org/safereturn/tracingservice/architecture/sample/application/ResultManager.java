package org.safereturn.tracingservice.architecture.sample.application;

import reactor.core.publisher.Mono;

class ResultManager {

    String waits(Mono<String> answer) {
        return String.valueOf(answer.block());
    }
}
