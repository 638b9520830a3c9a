package org.safereturn.referralservice.repatriation.application;

import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.referralservice.referral.application.ReturnOfCase;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.CaseReferredAgain;
import reactor.core.publisher.Mono;

/**
 * Lets the return of a case that is sent again begin anew: a second write after that of the referral. Should the process end
 * between the two, the return begins anew when the request or the message comes again, and at the latest with the next thing
 * that anybody does about it, which names the round.
 */
public final class ReturnRounds implements ReturnOfCase {

    private final Aggregates<Repatriation, RepatriationEvent> repatriations;

    /** For this store. */
    public ReturnRounds(Aggregates<Repatriation, RepatriationEvent> repatriations) {
        this.repatriations = repatriations;
    }

    @Override
    public Mono<Boolean> over(String caseRef) {
        return repatriations.find(caseRef).map(found -> found.state().over()).defaultIfEmpty(false);
    }

    @Override
    public Mono<Void> beginAnew(Referral referral) {
        return repatriations.find(referral.caseRef()).filter(found -> found.state().referralRound() < referral.round())
                .flatMap(_ -> repatriations.change(referral.caseRef(), new Cause.Internal("referred-again"), known -> known
                        .orElseGet(() -> Repatriation.of(referral.caseRef(), referral.side(), referral.journey()))
                        .heldBy(referral.scope().taken()).hear(referral.journey(),
                                new CaseReferredAgain(referral.submission().submittedAt(), referral.round()))))
                .then();
    }
}
