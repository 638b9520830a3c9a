package org.safereturn.referralservice.architecture.sample.model;

import org.safereturn.referral.v1.ReferralState;
import org.safereturn.referralservice.architecture.sample.web.PublicController;
import reactor.core.publisher.Mono;

final class KnowsTheFramework {

    Mono<String> state(PublicController controller) {
        return Mono.just(ReferralState.REFERRED).map(state -> state + controller.answer());
    }
}
