package org.safereturn.caseservice.casefile.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Role;
import org.safereturn.access.scope.Caller;

/**
 * What of a case a role needs, as proposed in chapter 8 of the domain reference. What it does not need is absent from the
 * answer, neither null nor masked.
 */
enum AccessFilter {

    /** Who works on the case or checks that work, and the ministry's own system, which keeps it. */
    CASE_WORKER,
    /** Who receives the person: how to recognise and speak to the person, who cares, and whether something holds the return. */
    RECEPTION;

    private static final Set<String> TO_RECEIVE = Set.of("nameOwnScript", "nameRomanised", "familyNameFirst", "nicknames",
            "aliases", "sex", "dateOfBirth", "dateOfBirthPrecision", "statedAge", "nationalityClaimed", "languages",
            "interviewLanguage", "interpreterUsed", "relatives", "proceedingsPending");
    private static final Set<String> OF_A_CAREGIVER =
            Set.of("name", "nickname", "relation", "caregiver", "phone", "language");

    static AccessFilter of(Caller caller) {
        return caller.is(Role.RECEPTION_OFFICER) ? RECEPTION : CASE_WORKER;
    }

    /** Whether the host's decision and the time after the arrival are shown. */
    boolean caseWork() {
        return this == CASE_WORKER;
    }

    /** Who the person is, as far as it is needed. */
    @Nullable Map<String, Object> person(@Nullable Map<String, Object> person) {
        if (person == null || this == CASE_WORKER) {
            return person;
        }
        Map<String, Object> shown = new LinkedHashMap<>(person);
        shown.keySet().retainAll(TO_RECEIVE);
        shown.computeIfPresent("relatives", (_, relatives) -> caregivers(relatives));
        return shown;
    }

    private static List<Map<?, ?>> caregivers(Object relatives) {
        return relatives instanceof List<?> all ? all.stream()
                .filter(relative -> relative instanceof Map<?, ?> members && Boolean.TRUE.equals(members.get("caregiver")))
                .<Map<?, ?>>map(relative -> {
                    Map<Object, Object> shown = new LinkedHashMap<>((Map<?, ?>) relative);
                    shown.keySet().retainAll(OF_A_CAREGIVER);
                    return shown;
                }).toList() : List.of();
    }
}
