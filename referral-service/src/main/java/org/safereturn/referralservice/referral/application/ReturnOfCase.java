package org.safereturn.referralservice.referral.application;

import org.safereturn.referralservice.referral.model.Referral;
import reactor.core.publisher.Mono;

/** What sending a case again has to do with its return. */
public interface ReturnOfCase {

    /** Whether the person was handed over or has arrived. */
    Mono<Boolean> over(String caseRef);

    /**
     * Lets the return begin anew in the present round of this referral. Nothing happens where nothing is known of a return
     * yet, and where it is in that round already.
     */
    Mono<Void> beginAnew(Referral referral);
}
