package org.safereturn.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import tools.jackson.databind.JsonNode;

/** The acceptance scenarios by their numbers in the domain reference. */
final class Scenarios {

    private static final String CLOSING = "KH-STUENG-BOT";
    private static final String INSTEAD = "KH-CHAM-YEAM";
    private static final String CHANGE = "/crossing-points/" + CLOSING + "/change";

    private final Ministry cambodia;
    private final Ministry thailand;
    private final Joint joint;
    private Optional<String> childsCase = Optional.empty();

    Scenarios(Ministry cambodia, Ministry thailand, Joint joint) {
        this.cambodia = cambodia;
        this.thailand = thailand;
        this.joint = joint;
    }

    /**
     * One of them.
     *
     * @param number in the domain reference; 21 to 23 are ours and not in it
     */
    record Scenario(int number, String title, Play play) {
    }

    /** What happens in it. */
    @FunctionalInterface
    interface Play {
        void on(Script script) throws IOException, InterruptedException;
    }

    List<Scenario> all() {
        return List.of(
                new Scenario(1, "Thailand to Cambodia, an adult whose family can care", this::adultToCambodia),
                new Scenario(2, "Thailand to Cambodia, a child whose aunt can care with support", this::childToCambodia),
                new Scenario(3, "Thailand to Cambodia, an elderly person whose son cannot care", this::elderlyToCambodia),
                new Scenario(4, "Not a victim: a check point counts, no case and no personal data", this::notAVictim),
                new Scenario(5, "A victim who is already home: national form only", this::alreadyHome),
                new Scenario(6, "Cambodia to Thailand, an adult who chooses the shelter", this::adultToThailand),
                new Scenario(7, "Cambodia to Thailand, a threatened adult who does not want a shelter", this::shelterDeclined),
                new Scenario(8, "Cambodia to Thailand, a person who was willing to testify changes mind", this::witnessChangesMind),
                new Scenario(9, "Consent for contact with the family is taken back during the tracing",
                        this::familyContactWithdrawn),
                new Scenario(10, "A result is corrected after the return was proposed", this::corrected),
                new Scenario(11, "The crossing closes on the day of travel", this::crossingCloses),
                new Scenario(12, "A handover without arrival", this::handoverWithoutArrival),
                new Scenario(13, "The same person is referred by two shelters", this::referredTwice),
                new Scenario(14, "A child turns eighteen before the return", this::turnsEighteen),
                new Scenario(16, "Cambodia has not started with monitoring and evaluation", this::notStarted),
                new Scenario(20, "Arrival before handover, and everything twice", this::outOfOrder),
                new Scenario(22, "Thailand to Cambodia in an emergency, before anything was arranged", this::emergency),
                new Scenario(23, "A declined referral is sent again after the person was asked again", this::referredAgain),
                new Scenario(21, "Who sees what: every role signs in", this::whoSeesWhat));
    }

    /** The case of the child, once its scenario was played; it has every kind of content and stays open. */
    Optional<String> childsCase() {
        return childsCase;
    }

    private void adultToCambodia(Script script) throws IOException, InterruptedException {
        Journey journey = new Journey(script, thailand, cambodia, Person.SOKHA).opened().referred().accepted();
        script.isRefused(cambodia.secondSupervisor(), "wants to accept it too", cambodia.referrals(),
                journey.referral("acceptance"), Map.of(), 409, "already-accepted");
        script.isRefused(thailand.reception(), "tries to hand over before there is a result", thailand.referrals(),
                journey.repatriation("handover"), Forms.handover("KH-POI-PET"), 422, "handover-before-result");
        journey.traced().resultIssued(1, "LOCATED_ABLE", Map.of(), null).decided("FAMILY").proposed().confirmed(true)
                .handedOver("KH-POI-PET").arrived("KH-POI-PET").managedAtHome().visited(1, Forms.today()).monitoringSeen()
                .closed();
    }

    private void childToCambodia(Script script) throws IOException, InterruptedException {
        Journey journey = new Journey(script, thailand, cambodia, Person.DARA).opened().referred().accepted().traced();
        childsCase = Optional.of(journey.reference());
        journey.resultIssued(1, "LOCATED_ABLE_WITH_SUPPORT", Map.of("CHILD", "ABLE_WITH_SUPPORT"), null);
        Map<String, Object> hasty = Forms.decision(Person.DARA, "FAMILY");
        hasty.put("bestInterestsDone", false);
        script.isRefused(thailand.caseManager(), "decides without a best-interests record", thailand.referrals(),
                journey.repatriation("return-decision"), hasty, 422, "best-interests-missing");
        journey.decided("FAMILY").proposed();
        journey.sees(cambodia, cambodia.reception(), "RETURN_PROPOSED");
        script.isRefused(cambodia.reception(), "confirms a date before the support is in place", cambodia.referrals(),
                journey.repatriation("confirmation"), Forms.confirmation(false), 422, "support-not-in-place");
        journey.confirmed(true).handedOver("KH-POI-PET").arrived("KH-POI-PET").managed();
    }

    private void elderlyToCambodia(Script script) throws IOException, InterruptedException {
        Journey journey = new Journey(script, thailand, cambodia, Person.SAROEUN).opened().referred().accepted().traced();
        script.isRefused(cambodia.tracing(), "leaves the answer about the illness out", cambodia.tracings(),
                journey.tracing("results"), Forms.result(Person.SAROEUN, "LOCATED_UNABLE",
                        Map.of("ELDERLY", "UNABLE"), null), 422, "care-answer-missing");
        journey.resultIssued(1, "LOCATED_UNABLE", Map.of("ELDERLY", "UNABLE", "CHRONIC_CONDITION", "UNABLE"), null)
                .decided("RECEPTION_CENTRE").proposed().confirmed(true).handedOver("KH-POI-PET").arrived("KH-POI-PET");
    }

    private void notAVictim(Script script) throws IOException, InterruptedException {
        script.isRefused(thailand.intake(), "tries to open a case for somebody who is not a victim", thailand.cases(),
                "/cases", Forms.openCase(Person.BOPHA, List.of(), "NOT_A_VICTIM", "HOST_COUNTRY"), 422, "not-a-victim");
        String month = YearMonth.now(Forms.ZONE).toString();
        int before = 0;
        int version = 0;
        Reply known = script.reads(cambodia.intake(), cambodia.cases(), "/non-victim-returns?month=" + month);
        for (JsonNode item : known.node("items")) {
            for (JsonNode direction : item.path("directions")) {
                if (item.path("checkpoint").asString("").equals("KH-POI-PET")
                        && direction.path("hostCountry").asString("").equals("TH")) {
                    version = direction.path("version").asInt(0);
                    before = direction.path("counts").path(0).path("count").asInt(0);
                }
            }
        }
        Map<String, Object> count = new LinkedHashMap<>(Map.of("month", month, "checkpoint", "KH-POI-PET",
                "leftCountry", "TH", "returnedTo", "KH", "counts",
                List.of(Map.of("sex", "NOT_STATED", "ageGroup", "NOT_STATED", "count", before + 1))));
        if (version > 0) {
            count.put("supersedes", version);
        }
        script.does(cambodia.intake(), "counts one person more at Poi Pet", cambodia.cases(), "/non-victim-returns", count);
        int expected = before + 1;
        script.eventually("the joint view counts " + expected + " at Poi Pet this month", () ->
                joint.checkpointReturns(month, "KH-POI-PET", "TH_TO_KH") == expected);
    }

    private void alreadyHome(Script script) throws IOException, InterruptedException {
        script.isRefused(thailand.intake(), "tries to open a joint case for a victim who is already home",
                thailand.cases(), "/cases", Forms.openCase(Person.BOPHA, List.of(), "VICTIM", "COUNTRY_OF_ORIGIN"), 422,
                "already-home");
        String month = YearMonth.now(Forms.ZONE).toString();
        script.does(cambodia.intake(), "counts a national form", cambodia.cases(), "/national-forms",
                Map.of("month", month, "reason", "ALREADY_RETURNED"));
        script.check("the joint view hears nothing of it", joint.indicator("KH", "IND-A6", "COUNT").path("state")
                .asString("").equals("NOT_STARTED"));
    }

    private void adultToThailand(Script script) throws IOException, InterruptedException {
        Journey journey = new Journey(script, cambodia, thailand, Person.MALEE).opened().referred().accepted().traced()
                .resultIssued(1, "LOCATED_ABLE", Map.of(), null).decided("SHELTER").proposed().confirmed(true)
                .handedOver("KH-POI-PET").arrived("KH-POI-PET").managed();
        journey.counted("CHOSEN", null, List.of(), "the person chose the shelter").reported("RECOVERY");
        journey.counted("LEFT", null, List.of(Map.of("category", "FUND", "state", "GRANTED"),
                Map.of("category", "SKILLS_TRAINING", "state", "STARTED")),
                "left the shelter, the Fund pays the training").reported("REINTEGRATION").reported("MONITORING")
                .visited(1, Forms.today()).closed();
    }

    private void witnessChangesMind(Script script) throws IOException, InterruptedException {
        Journey journey = new Journey(script, cambodia, thailand, Person.SOMCHAI).opened().referred().accepted().traced()
                .resultIssued(1, "LOCATED_ABLE", Map.of(), null).decided("COMMUNITY").proposed().confirmed(true)
                .handedOver("KH-POI-PET").arrived("KH-POI-PET").managed();
        journey.counted("NOT_ASKED", null, List.of(Map.of("category", "LEGAL", "state", "GRANTED")), "legal help is granted");
        String testimony = journey.file("witness-cooperation");
        script.isRefused(thailand.caseManager(), "records a yes without having told the person what testifying means",
                thailand.cases(), testimony, Map.of("state", "WILLING"), 422, "witness-not-informed");
        script.does(thailand.caseManager(), "tells the person, who is willing to testify", thailand.cases(), testimony,
                Map.of("state", "WILLING", "informed", true));
        script.does(thailand.caseManager(), "records that the person works with the prosecution", thailand.cases(), testimony,
                Map.of("state", "COOPERATING"));
        Reply before = script.reads(thailand.caseManager(), thailand.cases(), "/cases/" + journey.reference());
        Reply stopped = script.does(thailand.caseManager(), "records that the person changed mind", thailand.cases(), testimony,
                Map.of("state", "STOPPED"));
        script.check("it is STOPPED, and assistance is unchanged", stopped.text("witness.state").equals("STOPPED")
                && stopped.node("reintegration").equals(before.node("reintegration"))
                && stopped.text("stage").equals(before.text("stage")));
        journey.reported("REINTEGRATION").reported("MONITORING").visited(1, Forms.today()).closed();
        Reply host = script.reads(cambodia.caseManager(), cambodia.cases(), "/cases/" + journey.reference());
        script.check("nothing about it crossed the border: in Cambodia's file nobody has asked",
                host.text("witness.state").equals("NOT_ASKED") && host.node("witness.steps").isEmpty());
    }

    private void familyContactWithdrawn(Script script) throws IOException, InterruptedException {
        Journey journey = new Journey(script, thailand, cambodia, Person.SOKHA).opened().referred().accepted();
        script.doesWhenKnown(cambodia.tracing(), "asks the commune about the person", cambodia.tracings(),
                journey.tracing("actions"), Forms.action("LOCAL_AUTHORITY_ENQUIRY", "The commune of the demonstration answers"));
        script.does(thailand.caseManager(), "records that the person takes the consent for contact with the family back",
                thailand.cases(), journey.file("consent-withdrawals"), Map.of("purposes", List.of("FAMILY_CONTACT")));
        script.sees(thailand.caseManager(), "sees that Cambodia stopped contact with the family, and nothing else",
                thailand.cases(), "/cases/" + journey.reference(),
                reply -> stoppedIn("KH", reply).equals(Set.of("FAMILY_CONTACT")));
        script.isRefused(cambodia.tracing(), "tries to visit the family", cambodia.tracings(), journey.tracing("actions"),
                Forms.action("FAMILY_VISIT", "A visit of the demonstration"), 422, "tracing-consent-missing");
        script.does(cambodia.tracing(), "goes on with the check of nationality", cambodia.tracings(),
                journey.tracing("actions"),
                Forms.action("CIVIL_REGISTRY_CHECK", "Found under a number of the demonstration"));
        script.isRefused(cambodia.tracing(), "drafts a result about the family", cambodia.tracings(),
                journey.tracing("results"), Forms.result(Person.SOKHA, "LOCATED_ABLE", Map.of(), null), 422,
                "family-contact-not-consented");
        journey.resultIssued(1, "NOT_ATTEMPTED_NO_CONSENT", Map.of(), null).decided("RECEPTION_CENTRE");
    }

    private static Set<String> stoppedIn(String country, Reply file) {
        Set<String> stopped = new TreeSet<>();
        for (JsonNode effect : file.node("confirmations")) {
            if (effect.path("country").asString("").equals(country)) {
                effect.path("stopped").forEach(each -> stopped.add(each.asString("")));
            }
        }
        return stopped;
    }

    private void corrected(Script script) throws IOException, InterruptedException {
        Journey journey = new Journey(script, thailand, cambodia, Person.BOPHA).opened().referred().accepted().traced()
                .resultIssued(1, "LOCATED_ABLE", Map.of(), null).decided("FAMILY").proposed();
        journey.sees(cambodia, cambodia.reception(), "RETURN_PROPOSED");
        journey.resultIssued(2, "LOCATED_UNSAFE", Map.of(), "NEW_INFORMATION");
        journey.sees(thailand, thailand.caseManager(), "UNDER_REVIEW");
        Reply tracing = script.reads(thailand.intake(), thailand.tracings(), "/tracings/" + journey.reference());
        script.check("both versions stay readable", tracing.node("results").size() == 2);
        script.isRefused(cambodia.reception(), "confirms the old plan all the same", cambodia.referrals(),
                journey.repatriation("confirmation"), Forms.confirmation(true), 422, "wrong-state");
        journey.decidedAgain("RECEPTION_CENTRE", "RESULT_CORRECTED").proposed().confirmed(true);
    }

    /** The host's side closes in one direction, and the origin's in the other; nobody has to suspend anything. */
    private void crossingCloses(Script script) throws IOException, InterruptedException {
        closesOnTheWay(script, cambodia, thailand, Person.SOMCHAI, cambodia);
        closesOnTheWay(script, thailand, cambodia, Person.SOKHA, cambodia);
    }

    private void closesOnTheWay(Script script, Ministry host, Ministry origin, Person person, Ministry closing)
            throws IOException, InterruptedException {
        Journey journey = new Journey(script, host, origin, person).opened().referred().accepted().traced()
                .resultIssued(1, "LOCATED_ABLE", Map.of(), null).decided("FAMILY");
        Map<String, Object> plan = Forms.proposal(person, origin);
        plan.put("crossingPoint", CLOSING);
        script.does(host.caseManager(), "proposes a week and Stueng Bot", host.referrals(), journey.repatriation("proposal"), plan);
        journey.confirmed(true);

        Map<String, Object> closed = Forms.crossing("CLOSED");
        closed.put("alternativeCrossingPoint", INSTEAD);
        script.does(closing.administrator(), "proposes to say that Stueng Bot is closed today", closing.cases(), CHANGE, closed);
        script.isRefused(closing.administrator(), "wants to confirm that too", closing.cases(), CHANGE + "/confirmation",
                Map.of(), 403, "crossing-change-by-same-person");
        script.does(closing.secondAdministrator(), "confirms it as the second administrator", closing.cases(),
                CHANGE + "/confirmation", Map.of());
        for (Ministry ministry : List.of(host, origin)) {
            script.sees(ministry.reception(), "reads in " + ministry.name() + " that Stueng Bot is closed", ministry.cases(),
                    "/crossing-points/" + CLOSING, reply -> reply.text("status").equals("CLOSED"));
            script.sees(ministry.reception(), "sees in " + ministry.name() + " that the return stands still for it",
                    ministry.referrals(), "/repatriations/" + journey.reference(),
                    reply -> reply.text("state").equals("RETURN_SUSPENDED") && reply.text("closure.crossingPoint").equals(CLOSING)
                            && reply.text("closure.alternativeCrossingPoint").equals(INSTEAD));
        }
        script.sees(origin.reception(), "finds it among what waits", origin.cases(), "/work?list=CROSSING_CLOSED",
                reply -> reply.body().toString().contains(journey.reference()));
        script.isRefused(host.reception(), "tries to hand over all the same", host.referrals(),
                journey.repatriation("handover"), Forms.handover(), 422, "handover-not-confirmed");
        script.isRefused(host.caseManager(), "tries to go on without a new plan", host.referrals(),
                journey.repatriation("resumption"), Map.of(), 422, "closure-needs-proposal");
        plan.put("crossingPoint", INSTEAD);
        script.does(host.caseManager(), "proposes Cham Yeam, as the closing says", host.referrals(),
                journey.repatriation("proposal"), plan);
        script.sees(origin.reception(), "is asked again, at Cham Yeam", origin.referrals(),
                "/repatriations/" + journey.reference(), reply -> reply.text("state").equals("RETURN_PROPOSED")
                        && reply.text("proposal.crossingPoint").equals(INSTEAD));
        journey.confirmed(true).handedOver(INSTEAD).arrived(INSTEAD);
        script.isRefused(origin.secondReception(), "records a second arrival", origin.referrals(),
                journey.repatriation("arrival"), Forms.arrival(), 409, "already-arrived");

        script.does(closing.administrator(), "proposes to say that Stueng Bot is open again", closing.cases(), CHANGE,
                Forms.crossing("OPEN"));
        script.does(closing.secondAdministrator(), "confirms that", closing.cases(), CHANGE + "/confirmation", Map.of());
        for (Ministry ministry : List.of(host, origin)) {
            script.sees(ministry.reception(), "reads in " + ministry.name() + " that Stueng Bot is open", ministry.cases(),
                    "/crossing-points/" + CLOSING, reply -> reply.text("status").equals("OPEN"));
        }
    }

    private void shelterDeclined(Script script) throws IOException, InterruptedException {
        Journey journey = new Journey(script, cambodia, thailand, Person.NARIN).opened().referred().accepted().traced()
                .resultIssued(1, "LOCATED_ABLE", Map.of(), null).decided("COMMUNITY").proposed().confirmed(true)
                .handedOver("KH-POI-PET").arrived("KH-POI-PET").managed();
        journey.counted("OFFERED", null, List.of(), "a temporary stay is offered")
                .counted("DECLINED", null, List.of(), "the person does not want it");
        script.isRefused(thailand.caseManager(), "tries to count a stay without asking anew", thailand.cases(),
                journey.file("reintegration-stats"), Map.of("needsAssessed", true, "shelterState", "TEMPORARY_STAY",
                        "temporaryStayReason", "THREATENED", "supports", List.of()), 422, "shelter-was-declined");
        journey.reported("REINTEGRATION").reported("MONITORING");
    }

    private void handoverWithoutArrival(Script script) throws IOException, InterruptedException {
        Journey journey = new Journey(script, cambodia, thailand, Person.MALEE).opened().referred().accepted().traced()
                .resultIssued(1, "LOCATED_ABLE", Map.of(), null).decided("FAMILY").proposed().confirmed(true);
        Map<String, Object> paper = Forms.handover();
        paper.put("handedOverAt", Instant.now().minus(Duration.ofHours(5)));
        script.does(cambodia.reception(), "enters a handover of five hours ago from paper", cambodia.referrals(),
                journey.repatriation("handover"), paper);
        for (Ministry ministry : List.of(cambodia, thailand)) {
            User desk = ministry.equals(cambodia) ? cambodia.reception() : thailand.reception();
            script.sees(desk, "has the alarm in " + ministry.name() + ": nobody has seen the person since",
                    ministry.referrals(), "/alarms", reply -> alarms(reply, journey).contains("handover-unmatched"));
        }
        script.does(thailand.reception(), "finds and receives the person", thailand.referrals(),
                journey.repatriation("arrival"), Forms.arrival());
        script.sees(cambodia.reception(), "has the alarm no longer, but the handover lies before the agreement",
                cambodia.referrals(), "/alarms", reply -> alarms(reply, journey).equals(Set.of("records-differ")));
        script.does(cambodia.caseManager(), "stands by the paper", cambodia.referrals(),
                journey.repatriation("handover-correction"), Map.of("reason", "CONFIRMED_AS_STATED"));
        script.sees(cambodia.reception(), "has no alarm of the case", cambodia.referrals(), "/alarms",
                reply -> alarms(reply, journey).isEmpty());
    }

    private static Set<String> alarms(Reply reply, Journey journey) {
        Set<String> rules = new TreeSet<>();
        for (JsonNode alarm : reply.node("items")) {
            if (alarm.path("caseRef").asString("").equals(journey.reference())) {
                rules.add(alarm.path("rule").asString(""));
            }
        }
        return rules;
    }

    private void emergency(Script script) throws IOException, InterruptedException {
        Journey journey = new Journey(script, thailand, cambodia, Person.BOPHA).opened().referred();
        Map<String, Object> handover = Forms.handover("KH-POI-PET");
        handover.put("override", Map.of("authority", "X", "reason", "MASS_BORDER_OPENING"));
        script.isRefused(thailand.reception(), "hands over on the word of nobody in particular", thailand.referrals(),
                journey.repatriation("handover"), handover, 422, "unknown-override-authority");
        handover.put("override", Map.of("authority", "TH-PROVINCIAL-GOVERNOR", "reason", "MASS_BORDER_OPENING", "note",
                "The crossing of the demonstration opens for two hours"));
        Reply gone = script.does(thailand.reception(), "hands the person over because the governor says so",
                thailand.referrals(), journey.repatriation("handover"), handover);
        script.check("the answer says what is missing", gone.node("warnings").toString().contains("handover-before-result"));
        script.sees(cambodia.reception(), "is alarmed at Poi Pet: somebody comes whom nobody expects", cambodia.referrals(),
                "/alarms", reply -> alarms(reply, journey).contains("handover-unplanned"));
        script.sees(cambodia.contact(), "is alarmed at the contact point too", cambodia.referrals(), "/alarms",
                reply -> alarms(reply, journey).contains("handover-unplanned"));
        script.sees(cambodia.reception(), "reads who comes", cambodia.referrals(), "/referrals/" + journey.reference(),
                reply -> reply.body().toString().contains(Person.BOPHA.ownScript()));
        script.does(cambodia.reception(), "receives the person", cambodia.referrals(), journey.repatriation("arrival"),
                Forms.arrival());
        journey.sees(thailand, thailand.reception(), "ARRIVED");
        script.isRefused(thailand.reception(), "wants to confirm the own override", thailand.referrals(),
                journey.repatriation("override-confirmation"), Map.of(), 403, "override-by-same-person");
        script.check("the override stands unconfirmed", alarms(script.reads(thailand.reception(), thailand.referrals(),
                "/alarms"), journey).contains("override-unconfirmed"));
        script.does(thailand.secondReception(), "confirms it as the second person", thailand.referrals(),
                journey.repatriation("override-confirmation"), Map.of());
        script.sees(cambodia.reception(), "sees that a second person stands by it", cambodia.referrals(),
                "/repatriations/" + journey.reference(),
                reply -> reply.node("handover.override.confirmed").asBoolean(false));
    }

    private void referredTwice(Script script) throws IOException, InterruptedException {
        Instant begin = Instant.now().minus(Duration.ofMinutes(1));
        Journey first = new Journey(script, cambodia, thailand, Person.NARIN).opened().referred().accepted();
        Journey second = new Journey(script, cambodia, thailand, Person.NARIN).opened().referred().openedByOrigin();
        script.isRefused(thailand.contact(), "declines it as a duplicate of a case that nobody knows", thailand.referrals(),
                second.referral("declination"), Map.of("reason", "DUPLICATE", "survivingCaseRef",
                        UUID.randomUUID().toString()), 422, "surviving-case-unknown");
        script.does(thailand.contact(), "declines the second as a duplicate and names the case that survives",
                thailand.referrals(), second.referral("declination"), Map.of("reason", "DUPLICATE", "survivingCaseRef",
                        first.reference()));
        script.does(thailand.contact(), "takes the decline back, for nothing followed it", thailand.referrals(),
                second.referral("declination-revocation"), Map.of());
        script.does(thailand.contact(), "looks again and declines it as a duplicate after all", thailand.referrals(),
                second.referral("declination"), Map.of("reason", "DUPLICATE", "survivingCaseRef", first.reference()));
        script.sees(cambodia.intake(), "sees which case survives", cambodia.referrals(),
                "/referrals/" + second.reference(), reply -> reply.text("state").equals("DECLINED")
                        && reply.body().toString().contains(first.reference()));
        Set<String> both = Set.of(first.reference(), second.reference());
        script.eventually("the joint view counts one person and one duplicate", () ->
                joint.counted(both, begin, false).equals(Set.of(first.reference()))
                        && joint.counted(both, begin, true).equals(Set.of(second.reference())));
    }

    /** A demonstration plays on one day, so the birthday lies between the identification and the referral. */
    private void turnsEighteen(Script script) throws IOException, InterruptedException {
        Person person = Person.turnedEighteenYesterday();
        Journey journey = new Journey(script, thailand, cambodia, person).opened();
        String file = "/cases/" + journey.reference();
        Reply asked = script.reads(thailand.caseManager(), thailand.cases(), file);
        script.check("the person turned eighteen yesterday, and is counted in the group of the identification",
                asked.text("statistics.ageGroup").equals("AGE_12_17"));
        script.check("the flag of a child stands, and the file asks for a review of the safeguards since the birthday",
                asked.node("statistics.careFlags").toString().contains("CHILD")
                        && asked.node("reviews.0.kind").asString("").equals("SAFEGUARDS_OF_A_CHILD")
                        && asked.node("reviews.0.since").asString("").equals(Forms.today().minusDays(1).toString()));
        script.isRefused(thailand.caseManager(), "records that an authority decides about the return today", thailand.cases(),
                journey.file("consents"), Forms.consentOfToday(person, "RETURN", "AUTHORITY"), 422, "adult-decides");
        script.does(thailand.caseManager(), "records that the person decides alone about the return today", thailand.cases(),
                journey.file("consents"), Forms.consentOfToday(person, "RETURN", "PERSON"));
        journey.referred().accepted().traced().resultIssued(1, "LOCATED_ABLE", Map.of("CHILD", "ABLE"), null);
        script.sees(cambodia.supervisor(), "sees in Cambodia the group of the identification too", cambodia.cases(), file,
                reply -> reply.text("statistics.ageGroup").equals("AGE_12_17"));
        script.does(thailand.caseManager(), "reviews the safeguards of the child", thailand.cases(),
                journey.file("safeguards-review"), Map.of());
        Reply reviewed = script.reads(thailand.caseManager(), thailand.cases(), file);
        script.check("the review is recorded with who made it and dropped no safeguard", reviewed.node("reviews").isEmpty()
                && reviewed.node("safeguardsReview.by.reference").asString("").equals(thailand.caseManager().name())
                && reviewed.node("statistics.careFlags").toString().contains("CHILD"));
        Map<String, Object> hasty = Forms.decision(person, "FAMILY");
        hasty.put("bestInterestsDone", false);
        script.isRefused(thailand.caseManager(), "decides on the return without a best-interests record", thailand.referrals(),
                journey.repatriation("return-decision"), hasty, 422, "best-interests-missing");
        journey.decided("FAMILY").proposed().confirmed(true).handedOver("KH-POI-PET").arrived("KH-POI-PET");
        script.sees(cambodia.supervisor(), "sees the group of the identification after the arrival", cambodia.cases(), file,
                reply -> reply.node("opened").asBoolean(false) && reply.text("statistics.ageGroup").equals("AGE_12_17"));
    }

    private void notStarted(Script script) throws IOException, InterruptedException {
        Reply figures = joint.figures();
        script.check("Cambodia's own monitoring is NOT_STARTED, which is not zero",
                figures.text("readiness.KH.state").equals("NOT_STARTED"));
        boolean distinguished = false;
        for (JsonNode indicator : figures.node("indicators")) {
            distinguished |= indicator.at("/byCountry/KH/state").asString("").equals("NOT_STARTED")
                    && !indicator.at("/byCountry/TH/state").asString("").equals("NOT_STARTED");
        }
        script.check("indicators show Thailand's value and \"not started\" for Cambodia", distinguished);
        boolean marked = true;
        for (JsonNode indicator : figures.node("indicators")) {
            marked &= !indicator.at("/joint/source").asString("").isEmpty();
        }
        script.check("every figure says where it comes from", marked);
        script.eventually("every Thai handover to Cambodia without an override came after the result", () ->
                joint.indicator("TH", "IND-B10", "SHARE").path("value").asDouble(0) == 100);
        script.check("overrides are listed beside it", !joint.indicator("TH", "IND-B10", "OVERRIDES").path("value").isNull());
    }

    private void outOfOrder(Script script) throws IOException, InterruptedException {
        Journey journey = new Journey(script, thailand, cambodia, Person.SOKHA).opened().referred().accepted().traced()
                .resultIssued(1, "LOCATED_ABLE", Map.of(), null).decided("FAMILY").proposed().confirmed(true);
        script.doesTwice(cambodia.reception(), "records the arrival before the handover is known", cambodia.referrals(),
                journey.repatriation("arrival"), Forms.arrival());
        journey.sees(thailand, thailand.caseManager(), "ARRIVED");
        script.doesTwice(thailand.reception(), "enters the handover from paper", thailand.referrals(),
                journey.repatriation("handover"), Forms.handover());
        journey.sees(cambodia, cambodia.reception(), "ARRIVED");
        journey.sees(thailand, thailand.caseManager(), "ARRIVED");
        journey.managed();
    }

    private void referredAgain(Script script) throws IOException, InterruptedException {
        Journey journey = new Journey(script, thailand, cambodia, Person.BOPHA).opened().referred().openedByOrigin();
        String referral = "/referrals/" + journey.reference();
        script.does(cambodia.contact(), "declines it", cambodia.referrals(), journey.referral("declination"),
                Map.of("reason", "OUT_OF_SCOPE"));
        script.sees(thailand.intake(), "sees in Thailand that it was declined, and that the person has to be asked again",
                thailand.referrals(), referral, reply -> reply.text("state").equals("DECLINED")
                        && reply.node("referAgainRefusedBy").toString().contains("consent-not-anew"));
        script.isRefused(thailand.intake(), "wants to refer the case again without that", thailand.referrals(),
                journey.referral("resubmission"), Map.of(), 422, "consent-not-anew");
        script.does(thailand.caseManager(), "asks the person for every consent again", thailand.cases(), journey.file("consents"),
                Forms.consentsOfToday(Person.BOPHA));
        script.sees(thailand.intake(), "may refer the case again", thailand.referrals(), referral,
                reply -> reply.text("state").equals("DECLINED") && reply.node("referAgainRefusedBy").isEmpty());
        Reply again = script.does(thailand.intake(), "refers it again", thailand.referrals(), journey.referral("resubmission"),
                Map.of());
        script.check("it is round 2 of the same case", again.node("round").asInt(0) == 2);
        script.sees(cambodia.contact(), "sees round 2 in the inbox of Cambodia", cambodia.referrals(), referral,
                reply -> reply.text("state").equals("REFERRED") && reply.node("round").asInt(0) == 2);
        journey.accepted();
    }

    private void whoSeesWhat(Script script) throws IOException, InterruptedException {
        Journey journey = new Journey(script, thailand, cambodia, Person.SAROEUN).opened().referred().accepted().traced();
        String referral = "/referrals/" + journey.reference();
        String tracing = "/tracings/" + journey.reference();
        String file = "/cases/" + journey.reference();
        script.sees(cambodia.supervisor(), "reads address and care needs: the contact point's own case",
                cambodia.referrals(), referral, reply -> !reply.node("content.originAddress").isMissingNode()
                        && !reply.node("content.careNeeds").isMissingNode());
        script.sees(cambodia.tracing(), "reads name, address and relatives, and no care needs", cambodia.tracings(), tracing,
                reply -> !reply.node("request.person.originAddress").isMissingNode()
                        && reply.node("request.person.careNeeds").isMissingNode());
        script.isNotRead(cambodia.reception(), "the case of another unit", cambodia.referrals(), referral, 404,
                "unknown-case");
        script.isNotRead(cambodia.caseManager(), "it either", cambodia.cases(), file, 404, "unknown-case");
        for (User user : List.of(cambodia.evaluation(), cambodia.operator(), cambodia.administrator(),
                cambodia.protection(), Joint.OBSERVER)) {
            script.isNotRead(user, "any case", cambodia.cases(), file, 403,
                    user.equals(Joint.OBSERVER) ? "foreign-ministry" : "not-permitted");
        }
        script.isNotRead(thailand.caseManager(), "what Cambodia's services hold", cambodia.referrals(), referral, 403,
                "foreign-ministry");
        script.sees(cambodia.system(), "sees the ministry's cases", cambodia.referrals(), referral, Reply::isGood);
        script.reads(cambodia.evaluation(), joint.address(), "/figures");
        script.reads(Joint.OBSERVER, joint.address(), "/figures");
        script.isNotRead(Joint.OBSERVER, "single journeys, only figures", joint.address(), "/journeys", 403, "not-permitted");
        script.check("an operator reads alarms without the case", !script.reads(cambodia.operator(), cambodia.referrals(),
                "/alarms").body().toString().contains("caseRef"));
        script.doesWhenKnown(cambodia.caseManager(), "asks to read the case for an hour, with a reason", cambodia.cases(),
                journey.file("temporary-access"), Map.of("reason", "CONTINUITY_OF_CARE", "explanation",
                        "The unit of the demonstration cannot be reached", "hours", 1));
        script.isNotRead(cambodia.caseManager(), "it yet", cambodia.cases(), file, 404, "unknown-case");
        script.doesWhenKnown(cambodia.supervisor(), "says yes as the second person", cambodia.cases(),
                journey.file("temporary-access/1/approval"), Map.of());
        script.sees(cambodia.caseManager(), "reads it", cambodia.cases(), file, Reply::isGood);
        script.sees(cambodia.caseManager(), "reads its referral", cambodia.referrals(), referral, Reply::isGood);
        script.sees(cambodia.caseManager(), "reads its tracing", cambodia.tracings(), tracing, Reply::isGood);
        script.isNotRead(cambodia.secondCaseManager(), "it, although of the same unit", cambodia.cases(), file, 404,
                "unknown-case");
        script.isRefused(cambodia.caseManager(), "tries to record a consent through it", cambodia.cases(),
                journey.file("consent-withdrawals"), Map.of("purposes", List.of("TRACING")), 404, "unknown-case");
        script.sees(cambodia.protection(), "is told of it", cambodia.cases(), "/temporary-access?unacknowledged=true",
                reply -> reply.body().toString().contains(journey.reference()));
        script.does(cambodia.protection(), "acknowledges it", cambodia.cases(),
                journey.file("temporary-access/1/acknowledgement"), Map.of());
        script.does(cambodia.protection(), "takes it back", cambodia.cases(), journey.file("temporary-access/1/revocation"),
                Map.of());
        script.isNotRead(cambodia.caseManager(), "it any more", cambodia.cases(), file, 404, "unknown-case");
    }
}
