package org.safereturn.referralservice.referral.web;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.referralservice.referral.model.ReferralContent;

/**
 * What of a referral a role needs, as proposed in chapter 8 of the domain reference. What it does not need is absent from
 * the answer, neither null nor masked.
 */
enum AccessFilter {

    /** Who decides about the referral, sends it, or checks it; and the ministry's own system, which keeps it. */
    CASE_WORKER {
        @Override
        boolean shows(String field) {
            return true;
        }
    },
    /** Who traces: not the person's health and court proceedings. */
    TRACER {
        @Override
        boolean shows(String field) {
            return !HEALTH_AND_COURT.contains(field);
        }
    },
    /** Who receives the person: how to recognise and speak to the person, who cares, and whether something holds the return. */
    RECEPTION {
        @Override
        boolean shows(String field) {
            return TO_RECEIVE.contains(field);
        }

        @Override
        List<ContentBody.FamilyMember> relatives(List<ReferralContent.FamilyMember> relatives) {
            return relatives.stream().filter(relative -> Boolean.TRUE.equals(relative.caregiver()))
                    .map(ContentBody.FamilyMember::ofCaregiver).toList();
        }
    };

    private static final Set<String> HEALTH_AND_COURT = Set.of("careNeeds", "proceedingsPending");
    private static final Set<String> TO_RECEIVE = Set.of("nameOwnScript", "nameRomanised", "nameUnknown", "familyNameFirst", "nicknames",
            "aliases", "sex", "dateOfBirth", "dateOfBirthPrecision", "statedAge", "nationalityClaimed", "languages",
            "interviewLanguage", "interpreterUsed", "relatives", "proceedingsPending");

    static AccessFilter of(Actor actor) {
        if (actor.is(Role.RECEPTION_OFFICER)) {
            return RECEPTION;
        }
        return actor.is(Role.TRACING_OFFICER) ? TRACER : CASE_WORKER;
    }

    abstract boolean shows(String field);

    /** The value of a field, absent where the role does not need it. */
    <T> @Nullable T shown(String field, @Nullable T value) {
        return shows(field) ? value : null;
    }

    List<ContentBody.FamilyMember> relatives(List<ReferralContent.FamilyMember> relatives) {
        return relatives.stream().map(ContentBody.FamilyMember::of).toList();
    }
}
