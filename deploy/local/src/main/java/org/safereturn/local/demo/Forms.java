package org.safereturn.local.demo;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The bodies of the requests, as an officer's program would send them. */
final class Forms {

    /** Both countries have this time. */
    static final ZoneId ZONE = ZoneId.of("Asia/Bangkok");

    private static final List<String> ALL_PURPOSES = List.of("TRACING", "FAMILY_CONTACT", "NATIONALITY_CHECK", "RETURN",
            "DATA_SHARING", "MONITORING_AND_EVALUATION");

    /** What is looked at on the day; the rest of the checklist the record of the return answers. */
    private static final List<String> CHECKLIST = List.of("CONSENT_CURRENT", "ESCORT", "CAREGIVER_INFORMED", "TRAVEL_DOCUMENT",
            "FIT_TO_TRAVEL", "MEDICINES", "CARE_NEEDS_SENT", "INTERPRETER", "FAMILY_TOLD_OR_NOT", "COURT_CLEARED",
            "BELONGINGS_RETURNED", "EMERGENCY_NUMBERS", "DATA_SHARING_EXPLAINED", "NO_PHOTOS", "CROSSING_OPEN",
            "PAPER_FALLBACK");

    private Forms() {
    }

    static LocalDate today() {
        return LocalDate.now(ZONE);
    }

    static Map<String, Object> openCase(Person person) {
        return openCase(person, ALL_PURPOSES, "VICTIM", "HOST_COUNTRY");
    }

    static Map<String, Object> openCase(Person person, List<String> purposes, String outcome, String whereabouts) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("originCountry", person.origin());
        body.put("whereabouts", whereabouts);
        body.put("identification", Map.of("body", person.origin().equals("KH") ? "TH-MDT" : "KH-POLICE-AHTJP",
                "decidedOn", today().minusDays(3), "outcome", outcome));
        body.put("wishToReturn", "YES");
        body.put("person", person(person));
        body.put("careFlags", person.careFlags().stream().filter(flag -> !flag.equals("CHILD")).toList());
        body.put("exploitationType", "FORCED_LABOUR");
        body.put("consents", purposes.stream().map(purpose -> consent(person, purpose)).toList());
        return body;
    }

    private static Map<String, Object> consent(Person person, String purpose) {
        Map<String, Object> consent = new LinkedHashMap<>();
        consent.put("purpose", purpose);
        consent.put("decision", "GIVEN");
        consent.put("givenBy", person.isChild() ? "AUTHORITY" : "PERSON");
        if (person.isChild()) {
            consent.put("viewsHeard", true);
        }
        consent.put("language", person.language());
        consent.put("decidedOn", today().minusDays(2));
        return consent;
    }

    private static Map<String, Object> person(Person person) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("nameOwnScript", person.ownScript());
        body.put("nameRomanised", person.romanised());
        body.put("nicknames", List.of());
        body.put("aliases", List.of());
        body.put("sex", person.sex());
        body.put("dateOfBirth", person.born());
        body.put("languages", List.of(person.language()));
        body.put("documents", List.of());
        body.put("originAddress", Map.of("province", person.origin().equals("KH") ? "Battambang" : "Sa Kaeo",
                "village", "Village of the demonstration"));
        if (!person.careFlags().isEmpty()) {
            body.put("careNeeds", "Needs of the demonstration");
        }
        return body;
    }

    /** What the case file does not say: to whom, how urgent, what is asked, and who may know the person. */
    static Map<String, Object> referral(String caseRef, Person person, Ministry to) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("caseRef", caseRef);
        body.put("receivingUnit", to.contactPoint());
        body.put("urgency", person.urgency() == null ? "ROUTINE" : person.urgency());
        body.put("questions", List.of("TRACING", "NATIONALITY_CHECK"));
        body.put("content", Map.of("relatives", List.of(Map.of("name", "Mother of the Testperson", "relation", "MOTHER",
                "lifeStatus", "ALIVE", "caregiver", true)), "safeContact", Map.of("familyMayBeContacted", true,
                "doNotVisit", false)));
        return body;
    }

    static Map<String, Object> action(String type, String note) {
        return Map.of("type", type, "date", today(), "result", "SUCCESSFUL", "note", note);
    }

    /** A tracing result; who was found is said where somebody was found: the mother of the referral, or a child's aunt. */
    static Map<String, Object> result(Person person, String family, Map<String, String> careAnswers,
            @Nullable String correctionReason) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("nationalityOutcome", "CONFIRMED");
        body.put("familyOutcome", family);
        body.put("careAnswers", careAnswers.entrySet().stream()
                .map(answer -> Map.of("careFlag", answer.getKey(), "capacity", answer.getValue())).toList());
        body.put("documentOffered", "LAISSEZ_PASSER");
        if (correctionReason != null) {
            body.put("correctionReason", correctionReason);
        }
        if (family.startsWith("LOCATED")) {
            Map<String, Object> found = new LinkedHashMap<>(Map.of("caregiver", true, "contactAllowed", true));
            found.putAll(person.isChild() ? Map.of("name", "Aunt of the Testperson", "relation", "AUNT")
                    : Map.of("referred", 1));
            body.put("content", Map.of("relatives", List.of(found)));
        }
        return body;
    }

    static Map<String, Object> decision(Person person, String destination) {
        return decision(person, destination, null);
    }

    static Map<String, Object> decision(Person person, String destination, @Nullable String supersedingReason) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("choice", "RETURN");
        body.put("destination", destination);
        body.put("personInformed", true);
        body.put("risk", "LOW");
        if (supersedingReason != null) {
            body.put("supersedingReason", supersedingReason);
        }
        if (person.isChild()) {
            body.put("bestInterestsDone", true);
            body.put("bestInterestsBody", person.origin().equals("KH") ? "TH-MDT" : "KH-DOSVY");
        }
        return body;
    }

    /** The plan; its travel document is the one that the tracing result offers. */
    static Map<String, Object> proposal(Person person, Ministry to) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("windowFrom", today());
        body.put("windowTo", today().plusDays(7));
        body.put("crossingPoint", "KH-POI-PET");
        body.put("receptionUnit", to.receptionUnit());
        body.put("mode", "ROAD");
        if (person.isChild()) {
            body.put("escortRole", "SOCIAL_WORKER");
        }
        return body;
    }

    /** Agreement to the place and the unit of the plan. */
    static Map<String, Object> confirmation(boolean supportInPlace) {
        return Map.of("travelDate", today(), "contactRole", "DUTY_OFFICER", "capacityAvailable", true, "supportInPlace",
                supportInPlace);
    }

    /** The handover of now as confirmed, with what is looked at on the day. */
    static Map<String, Object> handover() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("checklist", CHECKLIST.stream().map(item -> Map.of("item", item, "state", "DONE")).toList());
        body.put("consentCheckedOn", today());
        body.put("handedItems", List.of("TRAVEL_DOCUMENT", "LUGGAGE"));
        return body;
    }

    /** A handover that nobody confirmed, which says where it takes place. */
    static Map<String, Object> handover(String crossingPoint) {
        Map<String, Object> body = handover();
        body.put("crossingPoint", crossingPoint);
        return body;
    }

    /** The arrival at the unit of who records it, the way that the handover says. */
    static Map<String, Object> arrival() {
        return Map.of("condition", "WELL");
    }

    /** What the ministry says of a crossing point for today. */
    static Map<String, Object> crossing(String status) {
        return new LinkedHashMap<>(Map.of("status", status, "validFrom", today(), "validUntil", today(), "authority", "PROPOSED"));
    }

    /** The person was asked for every consent again, today. */
    static Map<String, Object> consentsOfToday(Person person) {
        return Map.of("consents", ALL_PURPOSES.stream().map(purpose -> {
            Map<String, Object> consent = consent(person, purpose);
            consent.put("decidedOn", today());
            return consent;
        }).toList());
    }

    /** A decision of today about one purpose. */
    static Map<String, Object> consentOfToday(Person person, String purpose, String givenBy) {
        return Map.of("consents", List.of(Map.of("purpose", purpose, "decision", "GIVEN", "givenBy", givenBy, "viewsHeard",
                true, "language", person.language(), "decidedOn", today())));
    }
}
