package org.safereturn.local.demo;

import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** One person's way home, told as what officers of both sides do. */
final class Journey {

    private final Script script;
    private final Ministry host;
    private final Ministry origin;
    private final Person person;
    private String reference = "";
    private boolean planned;

    Journey(Script script, Ministry host, Ministry origin, Person person) {
        this.script = script;
        this.host = host;
        this.origin = origin;
        this.person = person;
    }

    String reference() {
        return reference;
    }

    Journey opened() throws IOException, InterruptedException {
        Reply reply = script.does(host.intake(), "opens a case for " + person.romanised() + " in " + host.name()
                + ", with consents", host.cases(), "/cases", Forms.openCase(person));
        reference = reply.text("caseRef");
        script.check("the case goes into the joint exchange (route " + reply.text("route") + ")",
                reply.text("route").equals("JOINT"));
        return this;
    }

    Journey referred() throws IOException, InterruptedException {
        script.doesWhenKnown(host.intake(), "refers the case to " + origin.name(), host.referrals(), "/referrals",
                Forms.referral(reference, person, origin));
        script.sees(host.intake(), "has the machine's receipt of " + origin.name() + ", while nobody has opened it",
                host.referrals(), "/referrals/" + reference, reply -> !reply.node("receipt").isMissingNode()
                        && !reply.node("receipt").isNull() && reply.text("state").equals("REFERRED"));
        return this;
    }

    Journey openedByOrigin() throws IOException, InterruptedException {
        found();
        script.does(origin.contact(), "opens it: the human receipt", origin.referrals(), referral("opening"), Map.of());
        return this;
    }

    private void found() throws IOException, InterruptedException {
        script.sees(origin.contact(), "finds it in the inbox of " + origin.name() + ", with the name in the clear",
                origin.referrals(), "/referrals/" + reference, reply -> reply.body().toString()
                        .contains(person.ownScript()));
    }

    Journey accepted() throws IOException, InterruptedException {
        found();
        script.does(origin.contact(), "accepts it, which is the human receipt too", origin.referrals(),
                referral("acceptance"), Map.of());
        script.sees(host.intake(), "sees that " + origin.name() + " accepted", host.referrals(), "/referrals/" + reference,
                reply -> reply.text("state").equals("ACCEPTED"));
        return this;
    }

    Journey traced() throws IOException, InterruptedException {
        script.doesWhenKnown(origin.tracing(), "looks the person up in the civil registry", origin.tracings(),
                tracing("actions"), Forms.action("CIVIL_REGISTRY_CHECK", "Found under a number of the demonstration"));
        script.does(origin.tracing(), "visits the family", origin.tracings(), tracing("actions"),
                Forms.action("FAMILY_VISIT", "Met the family of the demonstration"));
        return this;
    }

    /** Version 1, or a correction; the second officer issues it. */
    Journey resultIssued(int version, String family, Map<String, String> careAnswers, @Nullable String correction)
            throws IOException, InterruptedException {
        script.does(origin.tracing(), "drafts result " + version + ": nationality CONFIRMED, family " + family
                + (careAnswers.isEmpty() ? "" : ", care " + careAnswers), origin.tracings(), tracing("results"),
                Forms.result(person, family, careAnswers, correction));
        script.does(origin.supervisor(), "approves it as the second officer", origin.tracings(),
                tracing("results/" + version + "/approval"), Map.of("decision", "APPROVED"));
        script.sees(host.intake(), "reads result " + version + " in " + host.name(), host.tracings(),
                "/tracings/" + reference, reply -> reply.body().toString().contains(family)
                        && reply.node("results").size() >= version);
        script.does(host.intake(), "acknowledges result " + version, host.tracings(), tracing("acknowledgement"),
                Map.of("resultVersion", version));
        script.sees(host.caseManager(), "finds result " + version + " with the arrangement of the return",
                host.referrals(), "/repatriations/" + reference, reply -> reply.node("result.version").asInt(0) == version
                        && reply.node("acknowledged").asInt(0) == version);
        return this;
    }

    Journey decided(String destination) throws IOException, InterruptedException {
        script.doesWhenKnown(host.caseManager(), "records the person's decision to return (" + destination + ")",
                host.referrals(), repatriation("return-decision"), Forms.decision(person, destination));
        return this;
    }

    Journey decidedAgain(String destination, String reason) throws IOException, InterruptedException {
        script.does(host.caseManager(), "records a new decision (" + destination + ") and why it supersedes the first ("
                + reason + ")", host.referrals(), repatriation("return-decision"),
                Forms.decision(person, destination, reason));
        return this;
    }

    Journey proposed() throws IOException, InterruptedException {
        script.does(host.caseManager(), "proposes a week, Poi Pet and " + origin.receptionUnit(), host.referrals(),
                repatriation("proposal"), Forms.proposal(person, origin));
        return this;
    }

    Journey confirmed(boolean supportInPlace) throws IOException, InterruptedException {
        sees(origin, origin.reception(), "RETURN_PROPOSED");
        script.does(origin.reception(), "confirms the place for today", origin.referrals(), repatriation("confirmation"),
                Forms.confirmation(supportInPlace));
        sees(host, host.caseManager(), "RETURN_CONFIRMED");
        return this;
    }

    /** At the crossing that both sides agreed on, which nobody says again. */
    Journey handedOver(String agreed) throws IOException, InterruptedException {
        Reply reply = script.does(host.reception(), "hands the person over", host.referrals(), repatriation("handover"),
                Forms.handover());
        script.check("the record says where: at " + agreed + ", as confirmed",
                reply.text("handover.crossingPoint").equals(agreed));
        return this;
    }

    /** At the unit and from the crossing that both sides agreed on, which nobody says again. */
    Journey arrived(String agreed) throws IOException, InterruptedException {
        sees(origin, origin.reception(), "HANDED_OVER");
        Reply reply = script.does(origin.reception(), "receives the person", origin.referrals(), repatriation("arrival"),
                Forms.arrival());
        script.check("the record says where: at " + origin.receptionUnit() + ", from " + agreed + ", without a difference",
                reply.text("arrival.receptionUnit").equals(origin.receptionUnit())
                        && reply.text("arrival.crossingPoint").equals(agreed) && reply.node("discrepancies").isEmpty());
        sees(host, host.caseManager(), "ARRIVED");
        return this;
    }

    Journey managed() throws IOException, InterruptedException {
        script.sees(origin.caseManager(), "finds that " + origin.name() + " has opened its own case", origin.cases(),
                "/cases/" + reference, reply -> reply.node("opened").asBoolean(false));
        script.does(origin.caseManager(), "takes the case over", origin.cases(), file("case-manager"), Map.of());
        return this;
    }

    /** Of a person who goes home at once: the case manager takes over with the plan, and the first visit begins the monitoring. */
    Journey managedAtHome() throws IOException, InterruptedException {
        script.sees(origin.caseManager(), "finds that " + origin.name() + " has opened its own case", origin.cases(),
                "/cases/" + reference, reply -> reply.node("opened").asBoolean(false));
        script.does(origin.caseManager(), "takes the case over, with a plan for the time at home", origin.cases(),
                file("case-manager"), Map.of("status", "REINTEGRATION", "planDate", Forms.today()));
        return this;
    }

    Journey monitoringSeen() throws IOException, InterruptedException {
        script.sees(host.caseManager(), "sees MONITORING in " + host.name() + ", which began with the visit", host.cases(),
                "/cases/" + reference, reply -> reply.text("stage").equals("MONITORING"));
        return this;
    }

    Journey counted(String shelterState, @Nullable String stayReason, List<Map<String, String>> supports, String what)
            throws IOException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("needsAssessed", true);
        if (!planned) {
            body.put("planDate", Forms.today());
        }
        planned = true;
        body.put("shelterState", shelterState);
        if (stayReason != null) {
            body.put("temporaryStayReason", stayReason);
        }
        body.put("supports", supports);
        script.does(origin.caseManager(), "records for statistics only: " + what, origin.cases(),
                file("reintegration-stats"), body);
        return this;
    }

    Journey reported(String status) throws IOException, InterruptedException {
        script.does(origin.caseManager(), "reports " + status + " and nothing else", origin.cases(),
                file("reintegration-status"), Map.of("status", status));
        script.sees(host.caseManager(), "sees " + status + " in " + host.name(), host.cases(), "/cases/" + reference,
                reply -> reply.text("stage").equals(status));
        return this;
    }

    Journey visited(int number, LocalDate day) throws IOException, InterruptedException {
        script.does(origin.caseManager(), "records visit " + number + ", for statistics only", origin.cases(),
                file("monitoring-visits"), Map.of("visitNumber", number, "state", "DONE", "doneOn", day,
                        "mode", "VISIT", "outcome", "STABLE", "riskRaised", false));
        return this;
    }

    Journey closed() throws IOException, InterruptedException {
        Reply closed = script.does(origin.supervisor(), "closes the case together with the case manager", origin.cases(),
                file("closure"), Map.of("reason", "REINTEGRATED", "toldHowToReturn", true));
        script.check("the file says who the two are", closed.text("reintegration.closure.caseManager")
                .equals(origin.caseManager().name())
                && closed.text("reintegration.closure.supervisor").equals(origin.supervisor().name()));
        script.sees(host.caseManager(), "sees in " + host.name() + " that it is closed", host.cases(),
                "/cases/" + reference, reply -> reply.text("stage").equals("CLOSED"));
        return this;
    }

    void sees(Ministry ministry, User who, String state) throws IOException, InterruptedException {
        script.sees(who, "sees " + state + " in " + ministry.name(), ministry.referrals(), "/repatriations/" + reference,
                reply -> reply.text("state").equals(state));
    }

    URI referrals(Ministry ministry) {
        return ministry.referrals();
    }

    String referral(String action) {
        return "/referrals/" + reference + "/" + action;
    }

    String repatriation(String action) {
        return "/repatriations/" + reference + "/" + action;
    }

    String tracing(String action) {
        return "/tracings/" + reference + "/" + action;
    }

    String file(String action) {
        return "/cases/" + reference + "/" + action;
    }
}
