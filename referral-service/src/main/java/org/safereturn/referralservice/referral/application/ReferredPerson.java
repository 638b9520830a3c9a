package org.safereturn.referralservice.referral.application;

import org.safereturn.messaging.sealing.CannotOpen;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.Submission;
import org.safereturn.referralservice.standing.model.Childhood;
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
     * Whether the safeguards for children apply, and until when a guardian decides. Where no age group is stated the sealed
     * flag decides, and where that cannot be opened they apply.
     */
    public Mono<Childhood> childhood(Referral referral) {
        Submission said = referral.submission();
        boolean stated = said.ofChild() || said.ageGroup() != Submission.AgeGroup.NOT_STATED;
        Childhood unopened = Childhood.unknown(!stated || said.ofChild());
        return keys.find(referral.caseRef())
                .map(key -> contents.open(key, referral.caseRef(), referral.content()))
                .map(content -> content.childhood(stated ? said.ofChild() : content.ofChild()))
                .onErrorReturn(CannotOpen.class, unopened)
                .defaultIfEmpty(unopened);
    }
}
