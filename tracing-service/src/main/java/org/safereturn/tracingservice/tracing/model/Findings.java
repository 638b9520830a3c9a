package org.safereturn.tracingservice.tracing.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The part of a result that travels in clear: codes only.
 *
 * @param nationality answer on nationality
 * @param basis the sources the answer on nationality stands on, each once
 * @param family answer on the family
 * @param careAnswers capacity answers, one a special-care flag
 * @param documentOffered travel document the origin side can issue
 * @param recommendedReceptionUnit code of the unit the origin side recommends
 * @param identityCheck whether the person sought for is the person found; absent where it was not asked
 */
public record Findings(NationalityOutcome nationality, List<NationalityBasis> basis, FamilyOutcome family,
        List<CareAnswer> careAnswers, @Nullable TravelDocument documentOffered,
        @Nullable String recommendedReceptionUnit,
        @Nullable IdentityCheck identityCheck) {

    public Findings {
        basis = basis.stream().distinct().toList();
        careAnswers = List.copyOf(careAnswers);
    }
}
