package org.safereturn.referral.architecture.sample.model;

import org.safereturn.referral.architecture.sample.adapter.PublicController;
import org.safereturn.referral.v1.ReferralState;
import reactor.core.publisher.Mono;

final class KnowsTheFramework {

    Mono<String> state(PublicController controller) {
        return Mono.just(ReferralState.REFERRED).map(state -> state + controller.answer());
    }
}
