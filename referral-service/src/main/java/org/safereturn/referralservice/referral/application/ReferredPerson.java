package org.safereturn.referralservice.referral.application;

import org.safereturn.messaging.sealing.CannotOpen;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.Submission;
import reactor.core.publisher.Mono;

/** What rules about a referred person rest on, beyond what a referral says in clear. */
public final class ReferredPerson {

    private final CaseKeys keys;
    private final ReferralContents contents;

    public ReferredPerson(CaseKeys keys, ReferralContents contents) {
        this.keys = keys;
        this.contents = contents;
    }

    /**
     * Whether the safeguards for children apply. Where no age group is stated the sealed flag decides, and where that cannot
     * be opened they apply.
     */
    public Mono<Boolean> child(Referral referral) {
        if (referral.submission().ofChild() || referral.submission().ageGroup() != Submission.AgeGroup.NOT_STATED) {
            return Mono.just(referral.submission().ofChild());
        }
        return keys.find(referral.caseRef())
                .map(key -> contents.open(key, referral.caseRef(), referral.content()).ofChild())
                .onErrorReturn(CannotOpen.class, true)
                .defaultIfEmpty(true);
    }
}
