package org.safereturn.systemtests.officers;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** One case from the day on which it is opened to the day on which it is closed, act by act, by clicks alone. */
final class Journey {

    /** Both countries have this time. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Bangkok");
    private static final List<String> CONSENTS = List.of("TRACING", "FAMILY_CONTACT", "NATIONALITY_CHECK", "RETURN",
            "DATA_SHARING", "MONITORING_AND_EVALUATION");
    /** What is looked at on the day; the rest of the checklist the record of the return answers. */
    private static final List<String> CHECKLIST = List.of("CONSENT_CURRENT", "ESCORT", "CAREGIVER_INFORMED",
            "TRAVEL_DOCUMENT", "FIT_TO_TRAVEL", "MEDICINES", "CARE_NEEDS_SENT", "INTERPRETER", "FAMILY_TOLD_OR_NOT",
            "COURT_CLEARED", "BELONGINGS_RETURNED", "EMERGENCY_NUMBERS", "DATA_SHARING_EXPLAINED", "NO_PHOTOS",
            "CROSSING_OPEN", "PAPER_FALLBACK");
    private static final String CROSSING = "KH-POI-PET";
    private static final String MOTHER = "Mother of the Testperson";

    private final Office office;
    private final Person person;
    private final Ministry host;
    private final Ministry origin;
    private final Languages languages;
    private final Tally tally = new Tally();
    private final Map<String, Desk> desks = new HashMap<>();
    private final LocalDate today = LocalDate.now(ZONE);
    private String reference = "";
    private boolean planned;

    /**
     * Of a person who was found in one country and comes from the other.
     *
     * @param languages which the officers read
     */
    Journey(Office office, Person person, Ministry host, Ministry origin, Languages languages) {
        this.office = office;
        this.person = person;
        this.host = host;
        this.origin = origin;
        this.languages = languages;
    }

    /**
     * A person who does not exist, with a name that says so.
     *
     * @param ownScript the name in Khmer or Thai letters
     * @param romanised the same name in Latin letters
     */
    record Person(String ownScript, String romanised) {
    }

    /** What it has cost so far. */
    Tally tally() {
        return tally;
    }

    /** Seats an officer at a browser that runs no script. */
    Journey withoutScript(Ministry ministry, String kind) {
        desks.put(ministry + kind, office.desk(ministry, kind, language(ministry), false, tally));
        return this;
    }

    private Desk desk(Ministry ministry, String kind) {
        return desks.computeIfAbsent(ministry + kind, _ -> office.desk(ministry, kind, language(ministry), true, tally));
    }

    private String language(Ministry ministry) {
        return languages.of(ministry);
    }

    private Wording words(Ministry ministry) {
        return office.words(language(ministry));
    }

    /** The host opens a case and records the consents. */
    Journey opened() {
        Desk intake = desk(host, "intake").home();
        Wording words = words(host);
        intake.begin("open-case").code("outcome", "IdentificationStatus", "VICTIM")
                .place("identificationBody", host.identifying()).day("decidedOn", today.minusDays(3))
                .choose("originCountry", words.country(origin.country())).option("whereabouts", "HOST_COUNTRY")
                .code("wishToReturn", "Answer", "YES").write("nameOwnScript", person.ownScript())
                .write("nameRomanised", person.romanised()).code("sex", "Sex", "FEMALE")
                .birth("dateOfBirth", LocalDate.of(1998, 4, 2)).tick("languages", words.tongue(origin.language()))
                .write("province", "Example province").write("village", "Example village")
                .code("exploitationType", "ExploitationType", "FORCED_LABOUR");
        intake.send("open-case");
        reference = intake.reference();
        PageForm consents = intake.act("consents");
        consents.once("consents").code("givenBy", "ConsentGiver", "PERSON").day("decidedOn", today.minusDays(2))
                .choose("consentLanguage", words.tongue(origin.language()));
        for (String purpose : CONSENTS) {
            consents.line("consents", words.code("Purpose", purpose)).code("decision", "ConsentDecision", "GIVEN");
        }
        intake.send("consents").sees(words.code("CaseState", "CONSENTED"));
        return this;
    }

    /** The host refers the case. */
    Journey referred() {
        Desk intake = desk(host, "intake").work("CASE_TO_REFER", reference);
        Wording words = words(host);
        PageForm referral = intake.refer().place("receivingUnit", origin.contactPoint()).code("urgency", "Urgency", "ROUTINE")
                .tick("questions", words.code("Purpose", "TRACING"), words.code("Purpose", "NATIONALITY_CHECK"));
        referral.first("relatives").write("name", MOTHER).code("relation", "Relation", "MOTHER")
                .code("lifeStatus", "LifeStatus", "ALIVE");
        referral.says("familyMayBeContacted", true).says("doNotVisit", false);
        intake.send("submit").sees(words.code("ReferralState", "REFERRED"));
        return this;
    }

    /** The origin opens the referral and accepts it. */
    Journey accepted() {
        Desk contact = desk(origin, "supervisor").work("REFERRAL_TO_OPEN", reference).sees(person.ownScript()).does("open");
        contact.act("accept").place("tracingUnit", origin.contactPoint());
        contact.send("accept").sees(words(origin).code("ReferralState", "ACCEPTED"));
        return this;
    }

    /** Who looks for the handover before there is a result is told what must come first, and has only an emergency left. */
    Journey notHandedOverYet() {
        Wording words = words(host);
        List<String> missing = words.rules("handover-before-result", "handover-not-confirmed");
        Desk reception = desk(host, "reception").find(reference).elsewhere("return")
                .sees(words.of("field.handoverRefusedBy"));
        missing.forEach(reception::sees);
        assertThat(reception.offers("hand-over")).as("an ordinary handover").isFalse();
        reception.act("emergency-handover");
        reception.sees(words.of("field.passedOver"));
        missing.forEach(reception::sees);
        reception.lacks("emergencyAuthority", "overrideReason", "crossingPoint");
        return this;
    }

    /** The host hands over a person who cannot wait, with an authority, and a second officer stands by that. */
    Journey handedOverInEmergency() {
        Wording words = words(host);
        Desk reception = desk(host, "reception").find(reference).elsewhere("return");
        reception.act("emergency-handover").place("emergencyAuthority", host.overriding())
                .code("overrideReason", "OverrideReason", "DANGER_TO_LIFE").place("crossingPoint", CROSSING);
        reception.send("emergency-handover").sees(words.code("RepatriationState", "HANDED_OVER"));
        Desk second = desk(host, "case").work("OVERRIDE_TO_CONFIRM", reference);
        second.does("confirm-override").sees(words.of("step.override-confirmed"));
        return this;
    }

    /** The origin looks into the registry and visits the family, and drafts a result, which a second officer issues. */
    Journey resultIssued() {
        Desk tracing = desk(origin, "tracing").work("TRACING_TO_DO", reference);
        for (String action : List.of("CIVIL_REGISTRY_CHECK", "FAMILY_VISIT")) {
            tracing.act("act").code("actionType", "ActionType", action).day("date", today)
                    .code("actionResult", "ActionResult", "SUCCESSFUL").write("note", "Found in the demonstration");
            tracing.send("act");
        }
        PageForm result = tracing.act("draft").code("nationalityOutcome", "NationalityOutcome", "CONFIRMED")
                .code("documentOffered", "TravelDocumentType", "LAISSEZ_PASSER")
                .code("familyOutcome", "FamilyOutcome", "LOCATED_ABLE");
        result.first("relatives").choose("referred", "1 · " + MOTHER + " · " + words(origin).code("Relation", "MOTHER")).says("isCaregiver", true).says("contactAllowed", true);
        tracing.send("draft");
        assertThat(tracing.offers("approve")).as("the officer who drafted may issue").isFalse();
        Desk second = desk(origin, "supervisor").work("RESULT_TO_APPROVE", reference);
        second.act("approve").option("draftDecision", "APPROVED");
        second.send("approve").sees(words(origin).code("TracingState", "RESULT_ISSUED"));
        return this;
    }

    /** The host reads the result and says so. */
    Journey acknowledged() {
        Desk intake = desk(host, "intake").work("RESULT_TO_READ", reference);
        intake.does("acknowledge").sees(words(host).code("TracingState", "RESULT_REVIEWED"));
        return this;
    }

    /** The person decides to return, and the host proposes how. */
    Journey proposed(String destination) {
        Desk manager = desk(host, "case").work("RETURN_TO_DECIDE", reference);
        manager.act("decide").code("choice", "ReturnDecision", "RETURN").code("destination", "DestinationType", destination)
                .says("personInformed", true).code("risk", "RiskLevel", "LOW");
        manager.send("decide");
        manager.act("propose").day("windowFrom", today).day("windowTo", today.plusDays(7)).place("crossingPoint", CROSSING)
                .place("plannedUnit", origin.receptionUnit()).code("mode", "TransportMode", "ROAD");
        manager.send("propose").sees(words(host).code("RepatriationState", "RETURN_PROPOSED"));
        return this;
    }

    /** The origin has a place for the person. */
    Journey confirmed() {
        Desk reception = desk(origin, "reception").work("RETURN_TO_CONFIRM", reference);
        reception.act("confirm").option("contactRole", "DUTY_OFFICER").says("capacityAvailable", true)
                .says("supportInPlace", true);
        reception.send("confirm").sees(words(origin).code("RepatriationState", "RETURN_CONFIRMED"));
        return this;
    }

    /** The host goes through the checklist and hands the person over. */
    Journey handedOver() {
        Desk reception = desk(host, "reception").work("HANDOVER_TO_MAKE", reference);
        Wording words = words(host);
        PageForm handover = reception.act("hand-over").day("consentCheckedOn", today).tick("handedItems",
                words.code("HandedItem", "TRAVEL_DOCUMENT"), words.code("HandedItem", "LUGGAGE"));
        for (String item : CHECKLIST) {
            handover.line("checklist", words.code("ChecklistItem", item)).code("checked", "ChecklistItemState", "DONE");
        }
        reception.send("hand-over").sees(words.code("RepatriationState", "HANDED_OVER"));
        return this;
    }

    /** The origin receives the person. */
    Journey arrived() {
        Desk reception = desk(origin, "reception").work("HANDOVER_WITHOUT_ARRIVAL", reference);
        reception.act("arrive").code("condition", "ArrivalCondition", "WELL");
        reception.send("arrive").sees(words(origin).code("RepatriationState", "ARRIVED"));
        return this;
    }

    /** A case manager of the origin takes the case over. */
    Journey takenOver() {
        Desk manager = desk(origin, "case").work("CASE_MANAGER_TO_ASSIGN", reference);
        manager.act("take-over");
        manager.send("take-over").sees(words(origin).code("CaseState", "CASE_MANAGER_ASSIGNED"));
        return this;
    }

    /** The case manager tells the host where the case stands. */
    Journey told(String status) {
        Desk manager = desk(origin, "case");
        PageForm form = manager.act("tell-status").option("status", status);
        if (!planned) {
            form.day("planDate", today);
            planned = true;
        }
        manager.send("tell-status").sees(words(origin).code("CaseState", status));
        return this;
    }

    /** The person lives in the shelter. */
    Journey inTheShelter() {
        Desk manager = desk(origin, "case");
        manager.act("tell-stats").says("needsAssessed", true).day("planDate", today)
                .code("shelterState", "ShelterState", "CHOSEN");
        manager.send("tell-stats").sees(words(origin).code("ShelterState", "CHOSEN"));
        planned = true;
        return this;
    }

    /** The person has gone to the community, and the Fund pays a training. */
    Journey inTheCommunity() {
        Desk manager = desk(origin, "case");
        Wording words = words(origin);
        PageForm form = manager.act("tell-stats").code("shelterState", "ShelterState", "LEFT");
        form.line("supports", words.code("SupportCategory", "FUND")).code("supportState", "SupportState", "GRANTED");
        form.line("supports", words.code("SupportCategory", "SKILLS_TRAINING")).code("supportState", "SupportState", "STARTED");
        manager.send("tell-stats").sees(words.code("ShelterState", "LEFT"));
        return this;
    }

    /** The case manager visits the person. */
    Journey visited() {
        Desk manager = desk(origin, "case");
        manager.act("visit").code("visitState", "VisitState", "DONE").day("doneOn", today)
                .code("visitMode", "VisitMode", "VISIT").code("visitOutcome", "VisitOutcome", "STABLE").says("riskRaised", false);
        manager.send("visit");
        return this;
    }

    /** The supervisor closes the case together with the case manager, and the host sees it. */
    Journey closed() {
        Desk supervisor = desk(origin, "supervisor").find(reference);
        supervisor.act("close").code("closureReason", "ClosureReason", "REINTEGRATED").says("toldHowToReturn", true);
        supervisor.send("close").sees(words(origin).code("CaseState", "CLOSED"));
        desk(host, "case").find(reference).sees(words(host).code("CaseState", "CLOSED"));
        return this;
    }
}
