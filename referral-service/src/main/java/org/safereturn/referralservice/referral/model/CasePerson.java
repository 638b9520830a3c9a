package org.safereturn.referralservice.referral.model;

import org.jspecify.annotations.Nullable;
import org.safereturn.referralservice.standing.model.Childhood;

/**
 * The person as the case file says it. Its text shows nothing.
 *
 * @param content who the person is
 * @param ageGroup on the day of the identification
 * @param exploitationType broad type, absent where the case file does not say it
 */
public record CasePerson(ReferralContent content, Submission.AgeGroup ageGroup,
        Submission.@Nullable ExploitationType exploitationType) {

    /** Whether the safeguards for children apply. */
    public boolean child() {
        return ageGroup.isChild() || content.ofChild();
    }

    /** Whether the safeguards for children apply, and until when a guardian decides. */
    public Childhood childhood() {
        return content.childhood(child());
    }

    /** With what the referral adds. */
    public CasePerson with(Additions additions) {
        return new CasePerson(content.with(additions), ageGroup, exploitationType);
    }

    @Override
    public String toString() {
        return "person of a case";
    }
}
