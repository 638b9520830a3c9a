package org.safereturn.referralservice.architecture.sample.application;

import java.util.UUID;

import org.safereturn.referralservice.architecture.sample.web.PublicController;
import reactor.core.publisher.Mono;

final class AsksForTheTime {

    private final PublicController controller;

    AsksForTheTime(PublicController controller) {
        this.controller = controller;
    }

    String id() {
        return UUID.randomUUID() + controller.answer() + Mono.just("waited for").block();
    }
}
