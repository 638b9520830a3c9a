package org.safereturn.referralservice.running;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.AccessMatrixContract;
import org.safereturn.access.testing.Tokens;
import org.safereturn.casefile.v1.CaseStandingRecorded;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Who gets in where in the referral service. */
class ReferralAccessMatrixTest extends AccessMatrixContract {

    private static final RunningService SERVICE = RunningService.of("KH");
    private static final Actor HOLDING = new Actor(HOLDER, Role.INTAKE_OFFICER.name(), "KH-UNIT-1", "KH");
    private static final Actor SYSTEM = new Actor("kh-system", Role.MINISTRY_SYSTEM.name(), "KH-DVP", "KH");
    private static final Actor CONTACT = new Actor("kh-contact-1", Role.SUPERVISOR.name(), "KH-DVP", "KH");
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Sent OWN = Sent.newCase("KH", "TH");
    private static final Sent TAKEN = Sent.newCase("TH", "KH");

    @BeforeAll
    static void refer() {
        PeerMinistry here = RunningService.ministry("KH");
        here.send(here.topic("national", "case"), OWN.ref(), CaseStandingRecorded.newBuilder(OWN.standing())
                .setActor(new ActorReference(HOLDER, "INTAKE_OFFICER", "KH-UNIT-1", "KH")).build());
        takeIn(TAKEN);
        assertThat(post(HOLDING, "/referrals/" + TAKEN.ref() + "/acceptance", "{\"unit\": \"KH-DCP\"}")).isEqualTo(200);
        here.send(here.topic("exchange", "tracing"), TAKEN.ref(), TAKEN.result(1), "TH");
        Awaitility.await().atMost(PATIENCE).until(() -> status(SYSTEM, "/repatriations/" + TAKEN.ref()) == 200);
    }

    @Override
    protected ApplicationContext service() {
        return SERVICE.context();
    }

    @Override
    protected String ministry() {
        return "KH";
    }

    @Override
    protected String caseFor(String endpoint) {
        return endpoint.equals("POST /referrals") || endpoint.endsWith("/resubmission") ? OWN.ref() : TAKEN.ref();
    }

    @Override
    protected Set<String> unknownCase() {
        return Set.of("unknown-case", "unknown-history");
    }

    @Test
    void what_came_in_is_every_contact_points_until_a_unit_takes_it() {
        Sent fresh = Sent.newCase("TH", "KH");
        takeIn(fresh);
        assertThat(status(CONTACT, "/referrals/" + fresh.ref())).isEqualTo(200);
        assertThat(list(CONTACT, "/referrals?side=INCOMING&size=200")).contains(fresh.ref());
        assertThat(post(HOLDING, "/referrals/" + fresh.ref() + "/acceptance", "{\"unit\": \"KH-DCP\"}")).isEqualTo(200);
        assertThat(status(CONTACT, "/referrals/" + fresh.ref())).isEqualTo(404);
        assertThat(list(CONTACT, "/referrals?side=INCOMING&size=200")).doesNotContain(fresh.ref());
        Actor tracer = new Actor("kh-tracer-1", Role.TRACING_OFFICER.name(), "KH-DCP", "KH");
        assertThat(list(tracer, "/referrals?side=INCOMING&size=200")).contains(fresh.ref());
        assertThat(list(tracer, "/referrals?side=INCOMING&size=200")).doesNotContain(OWN.ref());
    }

    @Test
    void who_oversees_the_ministry_lists_headings_and_alarms_of_every_unit_and_reads_no_referral_of_another_one() {
        Sent fresh = Sent.newCase("TH", "KH");
        takeIn(fresh);
        assertThat(post(HOLDING, "/referrals/" + fresh.ref() + "/acceptance", "{\"unit\": \"KH-DCP\"}")).isEqualTo(200);
        PeerMinistry here = RunningService.ministry("KH");
        here.send(here.topic("exchange", "tracing"), fresh.ref(), fresh.result(1), "TH");
        for (String path : List.of("/referrals/headings?state=ACCEPTED", "/repatriations/headings?size=200")) {
            Awaitility.await().atMost(PATIENCE).until(() -> headings(path).anyMatch(each -> isOf(fresh, each)));
            assertThat(headings(path).filter(each -> isOf(fresh, each))).singleElement().satisfies(heading ->
                    assertThat(heading.propertyNames()).containsExactlyInAnyOrder("caseRef", "party", "direction", "state",
                            "units", "contactPoints", "changedAt"));
        }
        assertThat(headings("/referrals/headings?size=200")).as("answered").noneMatch(each -> isOf(fresh, each));
        assertThat(status(CONTACT, "/referrals/" + fresh.ref())).isEqualTo(404);
        assertThat(status(CONTACT, "/alarms?of=MINISTRY")).isEqualTo(200);
        assertThat(status(HOLDING, "/alarms?of=MINISTRY")).isEqualTo(403);
    }

    private static boolean isOf(Sent sent, JsonNode heading) {
        return heading.path("caseRef").asString("").equals(sent.ref());
    }

    /** What whoever oversees the ministry is told on all pages. */
    private static Stream<JsonNode> headings(String path) {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page = json(CONTACT, path);
        while (true) {
            page.path("items").forEach(all::add);
            String next = page.path("next").asString("");
            if (next.isEmpty()) {
                return all.stream();
            }
            page = json(CONTACT, path + "&after=" + next);
        }
    }

    @Test
    void the_totals_of_lists_tell_nothing_of_cases_that_are_not_seen() {
        Actor stranger = new Actor("kh-stranger-1", Role.CASE_MANAGER.name(), "KH-UNIT-9", "KH");
        for (String path : List.of("/referrals", "/repatriations", "/alarms")) {
            assertThat(json(stranger, path).path("total").asInt(-1)).as(path).isZero();
        }
    }

    @Test
    void who_runs_the_system_reads_alarms_without_the_case() {
        Actor operator = new Actor("kh-operator-1", Role.OPERATOR.name(), "KH-DVP", "KH");
        assertThat(json(operator, "/alarms").toString()).doesNotContain("caseRef");
        assertThat(json(operator, "/alarms?size=1").path("next").isNull()).as("it would name a case").isTrue();
    }

    /** A referral from Thailand, opened by an officer of the addressed unit. */
    private static void takeIn(Sent sent) {
        PeerMinistry peer = RunningService.ministry("TH");
        CaseKey key = peer.newCaseKey();
        peer.send(peer.topic("exchange", "referral"), sent.ref(),
                sent.submitted(1, peer.seal(key, sent.ref(), sent.content())), "KH");
        Awaitility.await().atMost(PATIENCE).until(() -> status(SYSTEM, "/referrals/" + sent.ref()) == 200);
        assertThat(post(HOLDING, "/referrals/" + sent.ref() + "/opening", "{}")).isEqualTo(200);
    }

    private static int post(Actor actor, String path, String body) {
        return SERVICE.http().post().uri(path).headers(Tokens.as(actor)).header("Content-Type", "application/json")
                .bodyValue(body).exchange().expectBody().returnResult().getStatus().value();
    }

    private static int status(Actor actor, String path) {
        return SERVICE.http().get().uri(path).headers(Tokens.as(actor)).exchange().expectBody().returnResult().getStatus()
                .value();
    }

    private static String list(Actor actor, String path) {
        return json(actor, path).toString();
    }

    private static JsonNode json(Actor actor, String path) {
        return JsonMapper.shared().readTree(Objects.requireNonNull(SERVICE.http().get().uri(path).headers(Tokens.as(actor))
                .exchange().expectStatus().isOk().expectBody().returnResult().getResponseBody()));
    }
}
