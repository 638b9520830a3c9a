package org.safereturn.referralservice.referral.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a referral adds to what the case file says of the person. It exists in clear only while a request is answered. Its
 * text shows nothing.
 *
 * @param relatives who may know the person; absent when nothing is said
 * @param localHelpers who may help to find them; absent when nothing is said
 * @param safeContact how to contact the family without harm; absent when nothing is said
 * @param proceedingsPending whether a court waits; absent when nothing is said
 */
public record Additions(@Nullable List<ReferralContent.FamilyMember> relatives,
        @Nullable List<ReferralContent.LocalContact> localHelpers, ReferralContent.@Nullable SafeContact safeContact,
        ReferralContent.@Nullable YesNo proceedingsPending) {

    /** The same, and what is not said is as it was in the round before. */
    public Additions orAsIn(ReferralContent before) {
        return new Additions(relatives == null ? before.relatives() : relatives,
                localHelpers == null ? before.localHelpers() : localHelpers,
                safeContact == null ? before.safeContact() : safeContact,
                proceedingsPending == null ? before.proceedingsPending() : proceedingsPending);
    }

    @Override
    public String toString() {
        return "additions of a referral";
    }
}
