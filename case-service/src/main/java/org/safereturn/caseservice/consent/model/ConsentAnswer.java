package org.safereturn.caseservice.consent.model;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Moment;

/**
 * An answer as an officer records it: given or refused, for one purpose.
 *
 * @param purpose what it is for
 * @param given whether consent was given
 * @param givenBy who decided
 * @param personCannotDecide for an adult, that the person lacks the capacity to decide and is represented
 * @param viewsHeard for a child, whether its own views were heard
 * @param language in which it was explained, as a language code
 * @param decidedOn day of the decision
 * @param expiresOn last day on which it stands; none when it has no end
 * @param insteadOf day under which the decision was recorded wrongly; none where it corrects no other day
 */
public record ConsentAnswer(Purpose purpose, boolean given, ConsentGiver givenBy,
        @Nullable Boolean personCannotDecide, @Nullable Boolean viewsHeard, String language, LocalDate decidedOn,
        @Nullable LocalDate expiresOn, @Nullable LocalDate insteadOf) {

    /** One that corrects no other day. */
    public ConsentAnswer(Purpose purpose, boolean given, ConsentGiver givenBy, @Nullable Boolean personCannotDecide,
            @Nullable Boolean viewsHeard, String language, LocalDate decidedOn, @Nullable LocalDate expiresOn) {
        this(purpose, given, givenBy, personCannotDecide, viewsHeard, language, decidedOn, expiresOn, null);
    }

    /** As it is recorded. */
    public Consent recorded(Moment now) {
        return new Consent(purpose, given ? ConsentDecision.GIVEN : ConsentDecision.REFUSED, givenBy, viewsHeard,
                language, now.day("decidedOn", decidedOn).kept(), expiresOn, now.at());
    }
}
