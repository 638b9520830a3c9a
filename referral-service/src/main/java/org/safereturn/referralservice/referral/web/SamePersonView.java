package org.safereturn.referralservice.referral.web;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.ShowsCases;
import org.safereturn.access.names.Candidate;
import org.safereturn.access.names.SamePersonReason;
import org.safereturn.referralservice.referral.application.FindSamePerson;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralContent;
import org.safereturn.referralservice.referral.model.ReferralState;

/**
 * Referrals that may be of the same person as one referral. Somebody must look at both; nothing is merged.
 *
 * @param items the best first
 */
record SamePersonView(List<AlikeReferral> items) implements ShowsCases {

    /** Keeps its own copy. */
    SamePersonView {
        items = List.copyOf(items);
    }

    @Override
    public Collection<String> shownCases() {
        return items.stream().map(AlikeReferral::caseRef).toList();
    }

    /**
     * One of them.
     *
     * @param mark how much speaks for it
     * @param reasons what speaks for it, and what against it
     * @param nameOwnScript opened for this caller; absent where none is known
     * @param nameRomanised opened for this caller; absent where none is known
     */
    record AlikeReferral(String caseRef, Candidate.Mark mark, List<SamePersonReason> reasons, ReferralState state, Instant submittedAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nameOwnScript,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nameRomanised) {

        /** Keeps its own copy. */
        AlikeReferral {
            reasons = List.copyOf(reasons);
        }

        private static AlikeReferral of(FindSamePerson.Alike found) {
            Referral referral = found.referral().state();
            ReferralContent person = found.content();
            return new AlikeReferral(referral.caseRef(), found.candidate().mark(), found.candidate().reasons().stream().sorted().toList(),
                    referral.state(), referral.submission().submittedAt(), person.nameOwnScript(), person.nameRomanised());
        }
    }

    static SamePersonView of(List<FindSamePerson.Alike> found) {
        return new SamePersonView(found.stream().map(AlikeReferral::of).toList());
    }
}
