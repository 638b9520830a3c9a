package org.safereturn.referralservice.running;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.safereturn.casefile.v1.CaseStandingRecorded;
import org.safereturn.casefile.v1.TemporaryAccessState;
import org.safereturn.exchange.v1.ConsentDecision;
import org.safereturn.exchange.v1.ConsentGiver;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.testkit.PeerMinistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.casefile.v1.TemporaryAccessState.ENDED;
import static org.safereturn.casefile.v1.TemporaryAccessState.GRANTED;

/** Reading a case of another unit for a time, as the own case-service told it, and nothing beyond reading. */
class TemporaryAccessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource({"KH,TH", "TH,KH", "ZZ,KH"})
    void told_before_the_case_is_known_it_lets_one_officer_read_until_it_is_taken_back(String own, String peer) {
        RunningService service = RunningService.of(own);
        Sent sent = Sent.newCase(peer, own);
        Actor reader = elsewhere(own, Role.CASE_MANAGER);
        tell(own, sent, 1, reader, GRANTED, AN_HOUR);
        assertThat(status(service, reader, "/referrals/" + sent.ref())).isEqualTo(404);
        CaseKey key = takeIn(service, peer, sent);
        RunningService.ministry(peer).sendCaseKey(sent.ref(), key, own);
        for (String path : List.of("/referrals/", "/repatriations/")) {
            Awaitility.await().atMost(PATIENCE).until(() -> status(service, reader, path + sent.ref()) == 200);
            assertThat(status(service, elsewhere(own, Role.CASE_MANAGER), path + sent.ref())).isEqualTo(404);
            assertThat(get(service, reader, path.replaceAll("/$", "?size=200")).toString()).doesNotContain(sent.ref());
        }
        Awaitility.await().atMost(PATIENCE).until(() -> get(service, reader, "/referrals/" + sent.ref())
                .at("/content/nameOwnScript").asString("").equals("Malee Samplename"));
        assertThat(get(service, new Actor("dpo-1", Role.DATA_PROTECTION_OFFICER.name(), own + "-DPO", own),
                "/audit/cases/" + sent.ref() + "?size=200").path("items").valueStream()
                .filter(record -> record.path("officer").asString("").equals(reader.reference())
                        && record.path("outcome").asString("").equals("SUCCESS"))
                .map(record -> record.path("endpoint").asString("") + " " + record.path("purpose").asString("")).distinct())
                .containsExactlyInAnyOrder("GET /referrals/{ref} TEMPORARY_ACCESS", "GET /repatriations/{ref} TEMPORARY_ACCESS");

        tell(own, sent, 1, reader, ENDED, AN_HOUR);
        for (String path : List.of("/referrals/", "/repatriations/")) {
            Awaitility.await().atMost(PATIENCE).until(() -> status(service, reader, path + sent.ref()) == 404);
        }
        tell(own, sent, 1, reader, GRANTED, AN_HOUR);
        Actor late = elsewhere(own, Role.SUPERVISOR);
        tell(own, sent, 2, late, GRANTED, Duration.ZERO);
        reads(service, sent, 3, elsewhere(own, Role.SUPERVISOR));
        assertThat(status(service, reader, "/referrals/" + sent.ref())).as("a grant that comes after its end").isEqualTo(404);
        assertThat(status(service, late, "/referrals/" + sent.ref())).as("over by the clock").isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"KH,TH", "TH,KH", "ZZ,KH"})
    void it_makes_nobody_the_second_person_and_changes_nothing(String own, String peer) {
        RunningService service = RunningService.of(own);
        Sent sent = Sent.newCase(peer, own);
        takeIn(service, peer, sent);
        Actor supervisor = elsewhere(own, Role.SUPERVISOR);
        reads(service, sent, 1, supervisor);
        assertThat(refused(service, supervisor, "/referrals/" + sent.ref() + "/acceptance",
                "{\"unit\": \"" + supervisor.unit() + "\"}", 404)).isEqualTo("unknown-case");
        assertThat(refused(service, supervisor, "/referrals/" + sent.ref() + "/declination",
                "{\"reason\": \"OUT_OF_SCOPE\"}", 404)).isEqualTo("unknown-case");
        assertThat(refused(service, supervisor, "/repatriations/" + sent.ref() + "/return-decision", """
                {"choice": "RETURN", "destination": "FAMILY", "personInformed": true, "risk": "LOW"}""", 404))
                .isEqualTo("unknown-case");
        assertThat(refused(service, supervisor, "/repatriations/" + sent.ref() + "/suspension",
                "{\"reason\": \"CROSSING_CLOSED\"}", 404)).isEqualTo("unknown-case");
        assertThat(get(service, supervisor, "/referrals/" + sent.ref()).path("state").asString("")).isEqualTo("RECEIVED");
    }

    @ParameterizedTest
    @CsvSource({"KH,TH", "TH,KH", "ZZ,KH"})
    void it_sends_nothing_across_the_border_and_passes_no_consent_by(String own, String peer) {
        RunningService service = RunningService.of(own);
        Sent sent = Sent.newCase(own, peer);
        PeerMinistry self = RunningService.ministry(own);
        Actor reader = elsewhere(own, Role.INTAKE_OFFICER);
        Actor holder = new Actor(own + "-officer-1", Role.INTAKE_OFFICER.name(), own + "-UNIT-1", own);
        tell(own, sent, 1, reader, GRANTED, AN_HOUR);
        tell(own, sent, 2, holder, GRANTED, AN_HOUR);
        self.send(self.topic("national", "case"), sent.ref(), CaseStandingRecorded.newBuilder(sent.standing())
                .setConsents(sent.standing().getConsents().stream().map(consent -> consent.getPurpose() == Purpose.DATA_SHARING
                        ? new PurposeConsent(Purpose.DATA_SHARING, ConsentDecision.REFUSED, ConsentGiver.PERSON,
                                LocalDate.of(2026, 11, 20), null, List.of(), null) : consent).toList()).build());
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                refused(service, holder, "/referrals", referral(sent, peer), 422)).isEqualTo("consent-not-given"));
        assertThat(refused(service, reader, "/referrals", referral(sent, peer), 404)).isEqualTo("unknown-case");

        self.send(self.topic("national", "case"), sent.ref(),
                CaseStandingRecorded.newBuilder(sent.standing()).setCaseVersion(2).build());
        assertThat(refused(service, reader, "/referrals", referral(sent, peer), 404)).isEqualTo("unknown-case");
        List<SpecificRecord> sentOut = self.readBodies(self.topic("exchange", "referral"), sent.ref());
        assertThat(sentOut).isEmpty();
        assertThat(self.readBodies(self.topic("exchange", "case-key"), sent.ref())).isEmpty();
    }

    private static Actor elsewhere(String own, Role role) {
        return new Actor("reader-" + UUID.randomUUID(), role.name(), own + "-ELSEWHERE", own);
    }

    private static void tell(String own, Sent sent, int number, Actor reader, TemporaryAccessState state, Duration lasts) {
        PeerMinistry self = RunningService.ministry(own);
        self.send(self.topic("national", "case"), sent.ref(), sent.temporaryAccess(number, reader, state, lasts));
    }

    /** A grant that the service has taken in, and with it whatever was told of the case before. */
    private static void reads(RunningService service, Sent sent, int number, Actor reader) {
        tell(service.country(), sent, number, reader, GRANTED, AN_HOUR);
        Awaitility.await().atMost(PATIENCE).until(() -> status(service, reader, "/referrals/" + sent.ref()) == 200);
    }

    /** A referral from the peer, opened by an officer of the addressed unit, with a result, so that a return can be read. */
    private static CaseKey takeIn(RunningService service, String peer, Sent sent) {
        String own = service.country();
        PeerMinistry host = RunningService.ministry(peer);
        CaseKey key = host.newCaseKey();
        host.send(host.topic("exchange", "referral"), sent.ref(),
                sent.submitted(1, host.seal(key, sent.ref(), sent.content())), own);
        Actor addressed = new Actor("addressed-1", Role.CASE_MANAGER.name(), own + "-UNIT-1", own);
        Awaitility.await().atMost(PATIENCE).until(() -> status(service, addressed, "/referrals/" + sent.ref()) == 200);
        post(service, addressed, "/referrals/" + sent.ref() + "/opening", "{}", 200);
        PeerMinistry self = RunningService.ministry(own);
        self.send(self.topic("exchange", "tracing"), sent.ref(), sent.result(1), peer);
        Awaitility.await().atMost(PATIENCE).until(() -> status(service, addressed, "/repatriations/" + sent.ref()) == 200);
        return key;
    }

    private static String referral(Sent sent, String origin) {
        return """
                {"caseRef": "CASE", "receivingUnit": "UNIT", "urgency": "ROUTINE", "questions": ["TRACING"],
                 "content": {"safeContact": {"familyMayBeContacted": true, "doNotVisit": false}}}"""
                .replace("CASE", sent.ref()).replace("UNIT", origin.equals("TH") ? "TH-DATIP" : "KH-DVP");
    }

    private static String refused(RunningService service, Actor actor, String path, String body, int status) {
        return post(service, actor, path, body, status).path("rule").asString("");
    }

    private static JsonNode post(RunningService service, Actor actor, String path, String body, int status) {
        return json(service.http().post().uri(path).headers(Tokens.as(actor)).header("Content-Type", "application/json")
                .bodyValue(body).exchange().expectStatus().isEqualTo(status).expectBody().returnResult().getResponseBody());
    }

    private static int status(RunningService service, Actor actor, String path) {
        return service.http().get().uri(path).headers(Tokens.as(actor)).exchange().expectBody().returnResult().getStatus()
                .value();
    }

    private static JsonNode get(RunningService service, Actor actor, String path) {
        return json(service.http().get().uri(path).headers(Tokens.as(actor)).exchange().expectStatus().isOk().expectBody()
                .returnResult().getResponseBody());
    }

    private static JsonNode json(byte @Nullable [] body) {
        return JsonMapper.shared().readTree(Objects.requireNonNull(body));
    }
}
