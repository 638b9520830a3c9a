package org.safereturn.tracingservice.tracing.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a drafted result says in clear beside its two outcomes.
 *
 * @param basis the sources the answer on nationality stands on; where it is empty, those of the recorded checks that show it
 * @param careAnswers capacity answers, one a special-care flag
 * @param documentOffered travel document the origin side can issue
 * @param recommendedReceptionUnit code of the unit the origin side recommends
 * @param identityCheck whether the person sought for is the person found; absent where it was not asked
 * @param form the version of the form that it is written on; absent where the ministry has none
 */
public record Codes(List<NationalityBasis> basis, List<CareAnswer> careAnswers,
        @Nullable TravelDocument documentOffered, @Nullable String recommendedReceptionUnit,
        @Nullable IdentityCheck identityCheck, @Nullable ResultForm form) {

    public Codes {
        basis = List.copyOf(basis);
        careAnswers = List.copyOf(careAnswers);
    }

    /** The same on this version of the form, with what is filled in there about special needs. */
    public Codes on(ResultForm written, List<CareAnswer> answers) {
        return new Codes(basis, answers, documentOffered, recommendedReceptionUnit, identityCheck, written);
    }
}
