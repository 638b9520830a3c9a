package org.safereturn.referralservice.running;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.NoPersonalDataOutside;
import org.safereturn.access.testing.Tokens;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.Browser.Page;
import org.safereturn.pages.testing.Chromium;
import org.safereturn.pages.testing.SignInProvider;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.ChangeReason;
import org.safereturn.repatriation.v1.ChecklistItem;
import org.safereturn.repatriation.v1.RepatriationConfirmed;
import org.safereturn.repatriation.v1.RepatriationProposed;
import org.safereturn.repatriation.v1.RepatriationSuspended;
import org.safereturn.work.v1.WorkItemChanged;
import org.safereturn.work.v1.WorkItemState;
import org.safereturn.work.v1.WorkList;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.running.Desk.PATIENCE;
import static org.safereturn.referralservice.running.Desk.awaitEvent;
import static org.safereturn.referralservice.running.Desk.awaitReferral;
import static org.safereturn.referralservice.running.Desk.awaitReturn;
import static org.safereturn.referralservice.running.Desk.get;
import static org.safereturn.referralservice.running.Desk.post;
import static org.safereturn.referralservice.running.Desk.refer;
import static org.safereturn.referralservice.running.Desk.refused;

/**
 * Scenario 11: a crossing point closes before the journey. The return stands still on both sides, reception is told, the host
 * proposes another point or other days, and the person is neither lost nor arrives twice. The other ministry is played by
 * the test, and so is the case service that tells of the closure. The days lie far ahead, where no other test travels.
 */
@ExtendWith(NoPersonalDataOutside.class)
class CrossingClosesTest {

    @TempDir
    private Path work;

    @ParameterizedTest
    @CsvSource({"KH,TH,KH-STUENG-BOT,KH-CHAM-YEAM,TH,200", "TH,KH,KH-STUENG-BOT,KH-CHAM-YEAM,TH,220", "ZZ,KH,ZZ-GATE,,KH,240"})
    void scenario_11_a_return_of_the_host_stands_still_and_goes_on_by_another_plan_that_the_origin_confirms(String own,
            String peerCountry, String crossing, @Nullable String alternative, String closing, int ahead) {
        RunningService service = RunningService.of(own);
        PeerMinistry peer = RunningService.ministry(peerCountry);
        Sent sent = Sent.newCase(own, peerCountry);
        LocalDate day = ahead(ahead);
        String path = "/repatriations/" + sent.ref();
        String out = peer.topic("exchange", "repatriation");
        decided(service, peer, sent);
        post(service, path + "/proposal", plan(crossing, day), 200);
        peer.send(out, sent.ref(), sent.confirmed(crossing, day), own);
        awaitState(service, sent, "RETURN_CONFIRMED");

        close(closing, own, peerCountry, ahead, crossing, day, day.plusDays(2), alternative);
        awaitState(service, sent, "RETURN_SUSPENDED");
        RepatriationSuspended told = awaitEvent(peer, RunningService.ministry(own).topic("exchange", "repatriation"), sent.ref(),
                RepatriationSuspended.class);
        assertThat(told.getReason()).isEqualTo(ChangeReason.CROSSING_CLOSED);
        assertThat(told.getProposal()).isEqualTo(1);
        assertThat(told.getCrossingPoint()).isEqualTo(crossing);
        assertThat(told.getAlternativeCrossingPoint()).isEqualTo(alternative);
        peer.send(out, sent.ref(), sent.stoppedAt(crossing, 1, peerCountry), own);
        awaitReturn(service, sent, node -> node.path("suspensions").size() == 2);
        JsonNode still = get(service, path);
        assertThat(still.at("/suspensions/0/reason").asString("")).isEqualTo("CROSSING_CLOSED");
        assertThat(still.at("/closure/crossingPoint").asString("")).isEqualTo(crossing);
        assertThat(still.at("/closure/alternativeCrossingPoint").asString("")).isEqualTo(Objects.requireNonNullElse(alternative, ""));
        assertThat(still.at("/closure/expectedUntil").asString("")).isEqualTo(day.plusDays(2).toString());
        assertThat(still.path("awaitsNewPlan").asBoolean(false)).isTrue();
        awaitWork(own, sent, WorkList.RETURN_TO_PROPOSE, WorkItemState.OPEN);

        assertThat(post(service, Tokens.actor(Role.CASE_MANAGER, own), path + "/resumption", Map.of(), 422).path("rule")
                .asString("")).isEqualTo("closure-needs-proposal");
        assertThat(refused(service, path + "/handover", asAgreed())).isEqualTo("handover-not-confirmed");
        assertThat(refused(service, path + "/proposal", plan(crossing, day))).isEqualTo("crossing-point-closed");

        String next = alternative == null ? crossing : alternative;
        LocalDate later = alternative == null ? day.plusDays(3) : day;
        assertThat(post(service, path + "/proposal", plan(next, later), 200).path("state").asString(""))
                .isEqualTo("RETURN_PROPOSED");
        Map<String, Object> unconfirmed = new HashMap<>(asAgreed());
        unconfirmed.put("crossingPoint", next);
        assertThat(refused(service, path + "/handover", unconfirmed)).as("nobody has agreed").isEqualTo("handover-not-confirmed");
        peer.send(out, sent.ref(), RepatriationConfirmed.newBuilder(sent.confirmed(next, later)).setProposal(2).build(), own);
        awaitState(service, sent, "RETURN_CONFIRMED");
        peer.send(out, sent.ref(), sent.stoppedAt(crossing, 1, peerCountry), own);

        assertThat(post(service, path + "/handover", asAgreed(), 200).at("/handover/crossingPoint").asString("")).isEqualTo(next);
        assertThat(post(service, path + "/handover", asAgreed(), 409).path("rule").asString("")).isEqualTo("already-handed-over");
        close(closing, own, peerCountry, ahead + 1, next, later, later.plusDays(1), null);
        Awaitility.await().atMost(PATIENCE).until(() -> knows(service, next, closing, ahead + 1));
        assertThat(get(service, path).path("state").asString("")).as("who is handed over is not stopped").isEqualTo("HANDED_OVER");
        peer.send(out, sent.ref(), sent.arrived(), own);
        awaitState(service, sent, "ARRIVED");
        assertThat(get(service, path).path("suspensions")).as("the late word about the first plan").isEmpty();
        assertThat(get(service, path).path("earlierArrivals")).isEmpty();
        awaitWork(own, sent, WorkList.RETURN_TO_PROPOSE, WorkItemState.DONE);
    }

    @ParameterizedTest
    @CsvSource({"KH,TH,KH-STUENG-BOT,KH-CHAM-YEAM,KH-POI-PET-TC,KH,260",
            "TH,KH,KH-STUENG-BOT,KH-CHAM-YEAM,TH-WPC-RANONG,KH,280", "ZZ,KH,ZZ-GATE,,ZZ-CENTRE,ZZ,300"})
    void scenario_11_at_the_origin_reception_is_told_and_the_person_arrives_once_by_the_new_plan(String own,
            String peerCountry, String crossing, @Nullable String alternative, String unit, String closing, int ahead) {
        RunningService service = RunningService.of(own);
        PeerMinistry peer = RunningService.ministry(peerCountry);
        Sent sent = Sent.newCase(peerCountry, own);
        LocalDate day = ahead(ahead);
        String path = "/repatriations/" + sent.ref();
        String out = peer.topic("exchange", "repatriation");
        Actor confirming = Tokens.actor(Role.CASE_MANAGER, own);
        takenIn(service, peer, sent);
        peer.send(out, sent.ref(), sent.decided(), own);
        peer.send(out, sent.ref(), sent.proposed(crossing, day), own);
        awaitState(service, sent, "RETURN_PROPOSED");
        post(service, confirming, path + "/confirmation", agreement(unit, day), 200);
        awaitWork(own, sent, WorkList.ARRIVAL_EXPECTED, WorkItemState.OPEN);

        close(closing, own, peerCountry, ahead, crossing, day, day.plusDays(2), alternative);
        awaitState(service, sent, "RETURN_SUSPENDED");
        RepatriationSuspended told = awaitEvent(peer, RunningService.ministry(own).topic("exchange", "repatriation"), sent.ref(),
                RepatriationSuspended.class);
        assertThat(told.getReason()).isEqualTo(ChangeReason.CROSSING_CLOSED);
        assertThat(told.getActor().getRole()).isEqualTo("SYSTEM");
        awaitWork(own, sent, WorkList.CROSSING_CLOSED, WorkItemState.OPEN);
        awaitWork(own, sent, WorkList.ARRIVAL_EXPECTED, WorkItemState.DONE);
        WorkItemChanged item = work(own, sent, WorkList.CROSSING_CLOSED).getLast();
        assertThat(item.getUnits()).contains(unit);
        assertThat(item.getCrossingPoint()).isEqualTo(crossing);
        assertThat(item.getDueOn()).isEqualTo(day);
        assertThat(post(service, confirming, path + "/resumption", Map.of(), 422).path("rule").asString(""))
                .isEqualTo("closure-needs-proposal");
        assertThat(post(service, confirming, path + "/confirmation", agreement(unit, day), 422).path("rule").asString(""))
                .isEqualTo("wrong-state");

        String next = alternative == null ? crossing : alternative;
        LocalDate later = alternative == null ? day.plusDays(3) : day;
        peer.send(out, sent.ref(), RepatriationProposed.newBuilder(sent.proposed(next, later)).setProposal(2).build(), own);
        awaitState(service, sent, "RETURN_PROPOSED");
        awaitWork(own, sent, WorkList.CROSSING_CLOSED, WorkItemState.DONE);
        assertThat(post(service, confirming, path + "/confirmation", agreement(unit, later), 200).path("state").asString(""))
                .isEqualTo("RETURN_CONFIRMED");
        peer.send(out, sent.ref(), sent.handedOver(next), own);
        awaitState(service, sent, "HANDED_OVER");
        close(closing, own, peerCountry, ahead + 1, next, later, later.plusDays(1), null);
        Awaitility.await().atMost(PATIENCE).until(() -> knows(service, next, closing, ahead + 1));
        assertThat(get(service, path).path("state").asString("")).as("who is handed over is not stopped").isEqualTo("HANDED_OVER");

        Map<String, Object> arrival = Map.of("condition", "WELL", "receptionUnit", unit, "receivedByRole", "RECEPTION_OFFICER");
        assertThat(post(service, confirming, path + "/arrival", arrival, 200).path("state").asString("")).isEqualTo("ARRIVED");
        assertThat(post(service, confirming, path + "/arrival", arrival, 409).path("rule").asString(""))
                .isEqualTo("already-arrived");
        assertThat(peer.readBodies(RunningService.ministry(own).topic("exchange", "repatriation"), sent.ref()))
                .filteredOn(ArrivalConfirmed.class::isInstance).hasSizeLessThanOrEqualTo(1);
        assertThat(get(service, path).path("earlierArrivals")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"en, Crossing point that is closed, Crossing point that can be used instead, 320",
            "km, ច្រកឆ្លងដែនដែលបិទ, ច្រកឆ្លងដែនដែលអាចប្រើជំនួស, 330", "th, จุดผ่านแดนที่ปิด, จุดผ่านแดนที่ใช้แทนได้, 340"})
    void scenario_11_on_its_page_the_return_says_what_is_closed_and_the_new_proposal_stands_ready_with_the_other_point(
            String language, String closed, String offered, int ahead) {
        RunningService service = RunningService.of("TH");
        PeerMinistry peer = RunningService.ministry("KH");
        Sent sent = Sent.newCase("TH", "KH");
        decided(service, peer, sent);
        Map<String, Object> plan = new HashMap<>(plan("KH-STUENG-BOT", ahead(ahead)));
        plan.put("careNeeds", Map.of("fitness", "FIT", "medicines", List.of("Made-up syrup"), "notes", "Made-up note"));
        post(service, "/repatriations/" + sent.ref() + "/proposal", plan, 200);
        close("KH", "TH", "KH", ahead, "KH-STUENG-BOT", ahead(ahead), ahead(ahead + 2), "KH-CHAM-YEAM");
        awaitState(service, sent, "RETURN_SUSPENDED");

        Actor manager = Tokens.actor(Role.CASE_MANAGER, "TH");
        SignInProvider.started().know(manager);
        Browser browser = new Browser(service.address()).in(language);
        browser.open("/");
        Page record = browser.open("/pages/return/" + sent.ref());
        assertThat(record.text()).contains(closed, offered).doesNotContain("CROSSING_CLOSED");
        assertThat(record.html()).contains("/pages/forms/propose/").doesNotContain("/pages/forms/resume/");
        String action = "/pages/forms/propose/" + sent.ref();
        Page form = browser.open(action);
        assertThat(Browser.filled(form, action)).containsEntry("crossingPoint", List.of("KH-CHAM-YEAM"))
                .containsEntry("mode", List.of("ROAD")).containsEntry("careNeeds.fitness", List.of("FIT"));
        Chromium chromium = new Chromium(work);
        Map.of("return-at-closed-point", record, "propose-anew", form).forEach((name, page) -> {
            assertThat(chromium.axe(page.html(), false)).as(name).isEmpty();
            assertThat(chromium.cutOff(page.html(), 360)).as(name + " at 360 px").isEmpty();
            Chromium.keep(page.html(), name + "-" + language);
        });
        Page check = browser.send(form, action, Map.of("step", List.of("check")));
        Page done = browser.send(check, action, Map.of("step", List.of("send")));
        assertThat(done.address().getQuery()).as(done.text()).isEqualTo("done=propose");
        assertThat(done.text()).doesNotContain(closed);
        JsonNode again = get(service, "/repatriations/" + sent.ref());
        assertThat(again.path("state").asString("")).isEqualTo("RETURN_PROPOSED");
        assertThat(again.at("/proposal/crossingPoint").asString("")).isEqualTo("KH-CHAM-YEAM");
        assertThat(again.at("/careNeeds/medicines/0").asString("")).as("nothing that the journey needs is lost")
                .isEqualTo("Made-up syrup");
        assertThat(again.at("/careNeeds/notes").asString("")).isEqualTo("Made-up note");
    }

    /** The case service of a ministry says so to the other one; its own referral service reads along. */
    private static void close(String closing, String own, String peerCountry, long number, String crossing, LocalDate from,
            LocalDate until, @Nullable String alternative) {
        PeerMinistry ministry = RunningService.ministry(closing);
        ministry.send(ministry.topic("exchange", "crossing-point"), crossing,
                Sent.closed(closing, number, crossing, from, until, alternative), closing.equals(own) ? peerCountry : own);
    }

    private static boolean knows(RunningService service, String crossing, String country, long number) {
        return service.stores().crossings().find(crossing).map(found -> found.state().statements().stream()
                .anyMatch(each -> each.country().equals(country) && each.number() == number)).blockOptional(PATIENCE).orElse(false);
    }

    /** What was told of a list of open work for this case, oldest first. */
    private static List<WorkItemChanged> work(String own, Sent sent, WorkList list) {
        PeerMinistry self = RunningService.ministry(own);
        return self.readBodies(self.topic("national", "work"), sent.ref() + "|" + list).stream()
                .map(WorkItemChanged.class::cast).toList();
    }

    private static void awaitWork(String own, Sent sent, WorkList list, WorkItemState state) {
        Awaitility.await().atMost(PATIENCE).until(() -> work(own, sent, list).stream().map(WorkItemChanged::getResultingState)
                .reduce((_, last) -> last).filter(state::equals).isPresent());
    }

    private static void awaitState(RunningService service, Sent sent, String state) {
        awaitReturn(service, sent, node -> node.path("state").asString("").equals(state));
    }

    /** The host referred the person, the origin traced, and the host decided. */
    private static void decided(RunningService service, PeerMinistry peer, Sent sent) {
        String own = service.country();
        refer(service, sent);
        String out = peer.topic("exchange", "referral");
        peer.send(out, sent.ref(), sent.receipt("7e0c6f0e-3a3d-4bb4-8f7a-1b1d6f2c9a02"), own);
        peer.send(out, sent.ref(), sent.received(), own);
        peer.send(out, sent.ref(), sent.accepted(), own);
        awaitReferral(service, sent, node -> node.path("state").asString("").equals("ACCEPTED"));
        peer.send(peer.topic("exchange", "tracing"), sent.ref(), sent.result(1), own);
        PeerMinistry self = RunningService.ministry(own);
        self.send(self.topic("exchange", "tracing"), sent.ref(), sent.acknowledged(1), peer.country());
        awaitReturn(service, sent, node -> node.path("result").isObject() && node.path("acknowledged").asInt(0) == 1);
        post(service, "/repatriations/" + sent.ref() + "/return-decision", Map.of("choice", "RETURN", "destination", "FAMILY",
                "personInformed", true, "risk", "LOW"), 200);
    }

    /** The origin took the referral in, opened and accepted it. */
    private static void takenIn(RunningService service, PeerMinistry peer, Sent sent) {
        peer.send(peer.topic("exchange", "referral"), sent.ref(),
                sent.submitted(1, peer.seal(peer.newCaseKey(), sent.ref(), sent.content())), service.country());
        awaitReferral(service, sent, node -> node.path("state").asString("").equals("REFERRED"));
        post(service, "/referrals/" + sent.ref() + "/opening", Map.of(), 200);
        post(service, "/referrals/" + sent.ref() + "/acceptance", Map.of("unit", switch (service.country()) {
            case "KH" -> "KH-DVP";
            case "TH" -> "TH-DATIP";
            default -> "ZZ-CENTRE";
        }), 200);
    }

    private static Map<String, Object> plan(String crossing, LocalDate day) {
        return Map.of("windowFrom", day, "windowTo", day.plusDays(2), "crossingPoint", crossing, "mode", "ROAD");
    }

    private static Map<String, Object> agreement(String unit, LocalDate day) {
        return Map.of("travelDate", day, "receptionUnit", unit, "contactRole", "DUTY_OFFICER", "capacityAvailable", true,
                "supportInPlace", true);
    }

    private static Map<String, Object> asAgreed() {
        Set<ChecklistItem> answered = EnumSet.of(ChecklistItem.UNKNOWN, ChecklistItem.RESULT_REVIEWED,
                ChecklistItem.RISK_ASSESSED, ChecklistItem.BEST_INTERESTS, ChecklistItem.RECEPTION_CONFIRMED);
        return Map.of("handedItems", List.of(), "checklist", Arrays.stream(ChecklistItem.values())
                .filter(item -> !answered.contains(item)).map(item -> Map.of("item", item.name(), "state", "DONE")).toList());
    }

    private static LocalDate ahead(int days) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(days);
    }
}
