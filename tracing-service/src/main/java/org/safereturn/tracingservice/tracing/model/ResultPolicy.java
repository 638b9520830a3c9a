package org.safereturn.tracingservice.tracing.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.outcome.Rejection;

/**
 * A rule every result must satisfy, both when it is drafted and when it is issued. No rule looks at one track to
 * decide about the other.
 */
@FunctionalInterface
interface ResultPolicy {

    /** The "no" of this rule, or empty when the findings satisfy it. */
    Optional<Rejection> check(Ground ground, Findings findings, boolean familyDetail);

    /** A check of nationality that the person does not permit can only end without an answer. */
    ResultPolicy NATIONALITY_NEEDS_CONSENT = (ground, findings, familyDetail) ->
            findings.nationality() == NationalityOutcome.INCONCLUSIVE
                    || ground.referral().consents().permits(Purpose.NATIONALITY_CHECK) ? Optional.empty()
                    : Optional.of(Rejections.consentNotGiven(ground.referral(), Purpose.NATIONALITY_CHECK));

    /** An answer on nationality names the sources it stands on. */
    ResultPolicy NATIONALITY_NEEDS_BASIS = (ground, findings, familyDetail) ->
            findings.nationality() == NationalityOutcome.INCONCLUSIVE || !findings.basis().isEmpty() ? Optional.empty()
                    : Optional.of(Rejection.refused("nationality-basis-missing",
                            "nationalityOutcome", findings.nationality().name()));

    /** Where the family may not be contacted, the family track says exactly that. */
    ResultPolicy FAMILY_NEEDS_CONSENT = (ground, findings, familyDetail) -> {
        boolean notAttempted = findings.family() == FamilyOutcome.NOT_ATTEMPTED_NO_CONSENT;
        boolean consented = ground.referral().consents().permits(Purpose.FAMILY_CONTACT);
        if (!consented && !notAttempted) {
            return Optional.of(Rejection.refused("family-contact-not-consented", "familyOutcome",
                    findings.family().name(), "required", FamilyOutcome.NOT_ATTEMPTED_NO_CONSENT.name()));
        }
        SafeContact asked = ground.safeContact();
        if (consented && asked != null && notAttempted && asked.familyMayBeContacted()) {
            return Optional.of(Rejection.refused("family-contact-is-consented",
                    "familyOutcome", findings.family().name()));
        }
        return asked != null && !asked.familyMayBeContacted() && !notAttempted && !ground.familyWasContacted()
                ? Optional.of(Rejection.refused("safe-contact-forbids-outcome", "familyOutcome",
                        findings.family().name(), "required", FamilyOutcome.NOT_ATTEMPTED_NO_CONSENT.name()))
                : Optional.empty();
    };

    /** Who was found is said when, and only when, somebody was found. */
    ResultPolicy FAMILY_DETAIL_FITS = (ground, findings, familyDetail) -> {
        if (findings.family().located() == familyDetail) {
            return Optional.empty();
        }
        return Optional.of(Rejection.refused(familyDetail ? "family-detail-without-family" : "family-detail-missing",
                "familyOutcome", findings.family().name()));
    };

    /** Each special-care flag of the referral has its own capacity answer, and nothing else has one. */
    ResultPolicy EVERY_CARE_FLAG_ANSWERED = (ground, findings, familyDetail) -> {
        if (ground.referral().request() != null && ground.referral().request().flagsSealed()) {
            return Optional.of(Rejection.conflict("tracing-case-key-missing"));
        }
        List<CareFlag> asked = ground.referral().request() == null ? List.of() : ground.referral().request().knownCareFlags();
        Set<CareFlag> answered = EnumSet.noneOf(CareFlag.class);
        for (CareAnswer answer : findings.careAnswers()) {
            if (!asked.contains(answer.careFlag()) || !answered.add(answer.careFlag())) {
                return Optional.of(Rejection.invalid("care-answer-not-asked", "careFlag", answer.careFlag().name()));
            }
        }
        return asked.stream().filter(flag -> !answered.contains(flag)).findFirst()
                .map(flag -> Rejection.refused("care-answer-missing", "field", "careAnswers", "careFlag", flag.name()));
    };

    /** Nobody is called able who was not found, and no family able whose answers say otherwise. */
    ResultPolicy CARE_ANSWERS_FIT = (ground, findings, familyDetail) -> findings.careAnswers().stream()
            .filter(answer -> !fits(findings.family(), answer.capacity())).findFirst()
            .map(answer -> Rejection.refused("care-answer-contradicts-family-outcome", "field", "familyOutcome",
                    "careFlag", answer.careFlag().name(), "capacity", answer.capacity().name(),
                    "familyOutcome", findings.family().name()));

    /** Nothing is said that the recorded actions contradict. */
    ResultPolicy NOT_CONTRADICTED = (ground, findings, familyDetail) ->
            Evidence.contradiction(findings, ground.actions());

    /** All of them, in the order in which an officer is told. */
    List<ResultPolicy> ALL = List.of(NATIONALITY_NEEDS_CONSENT, NATIONALITY_NEEDS_BASIS, FAMILY_NEEDS_CONSENT,
            FAMILY_DETAIL_FITS, EVERY_CARE_FLAG_ANSWERED, CARE_ANSWERS_FIT, NOT_CONTRADICTED);

    private static boolean fits(FamilyOutcome family, Capacity capacity) {
        return switch (family) {
            case LOCATED_ABLE -> capacity == Capacity.ABLE;
            case LOCATED_ABLE_WITH_SUPPORT -> capacity == Capacity.ABLE || capacity == Capacity.ABLE_WITH_SUPPORT;
            case LOCATED_UNABLE, LOCATED_UNWILLING, LOCATED_UNSAFE -> true;
            case NOT_LOCATED, NOT_ATTEMPTED_NO_CONSENT, NO_FAMILY -> capacity == Capacity.UNABLE;
            case UNKNOWN -> false;
        };
    }

    /**
     * What a result rests on.
     *
     * @param referral what is asked and permitted
     * @param actions what was done
     * @param safeContact what the person asks for contact with the family; absent where it cannot be read now
     */
    record Ground(Referral referral, List<Action> actions, @Nullable SafeContact safeContact) {

        boolean familyWasContacted() {
            return actions.stream().anyMatch(action -> action.type().purpose() == Purpose.FAMILY_CONTACT);
        }
    }
}
