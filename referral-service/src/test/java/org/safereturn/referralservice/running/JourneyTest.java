package org.safereturn.referralservice.running;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.NoPersonalDataOutside;
import org.safereturn.access.testing.Tokens;
import org.safereturn.casefile.v1.TemporaryAccessState;
import org.safereturn.casefile.v1.WitnessState;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.exchange.v1.ConsentDecision;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.referral.v1.DeliveryReceipt;
import org.safereturn.referral.v1.ReferralContent;
import org.safereturn.referral.v1.ReferralDeclineRevoked;
import org.safereturn.referral.v1.ReferralReceived;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referral.v1.ReferralWithdrawn;
import org.safereturn.referral.v1.WithdrawalReason;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.ChecklistItem;
import org.safereturn.repatriation.v1.HandoverExecuted;
import org.safereturn.repatriation.v1.ReturnDecisionRecorded;
import org.safereturn.tracing.v1.TracingResultIssued;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.running.Desk.PATIENCE;
import static org.safereturn.referralservice.running.Desk.awaitEvent;
import static org.safereturn.referralservice.running.Desk.awaitReferral;
import static org.safereturn.referralservice.running.Desk.awaitReturn;
import static org.safereturn.referralservice.running.Desk.get;
import static org.safereturn.referralservice.running.Desk.intake;
import static org.safereturn.referralservice.running.Desk.post;
import static org.safereturn.referralservice.running.Desk.read;
import static org.safereturn.referralservice.running.Desk.refer;
import static org.safereturn.referralservice.running.Desk.referral;
import static org.safereturn.referralservice.running.Desk.refused;
import static org.safereturn.referralservice.running.Desk.status;

/** One case over HTTP and the exchange, with the other ministry played by the test, for each country and on both sides. */
@ExtendWith(NoPersonalDataOutside.class)
class JourneyTest {

    @ParameterizedTest
    @CsvSource({"KH,TH,KH-POI-PET,false", "TH,KH,KH-POI-PET,true", "ZZ,KH,ZZ-GATE,true"})
    void a_case_goes_from_the_host_to_its_arrival(String own, String peerCountry, String crossing, boolean strict) {
        RunningService service = RunningService.of(own);
        PeerMinistry peer = RunningService.ministry(peerCountry);
        Sent sent = Sent.newCase(own, peerCountry);
        refer(service, sent);

        String topic = RunningService.ministry(own).topic("exchange", "referral");
        ReferralSubmitted submitted = awaitEvent(peer, topic, sent.ref(), ReferralSubmitted.class);
        CaseKeyIssued issued = awaitEvent(peer, RunningService.ministry(own).topic("exchange", "case-key"), sent.ref(),
                CaseKeyIssued.class);
        CaseKey key = peer.unwrap(issued);
        assertThat(peer.open(key, sent.ref(), new Sealed(submitted.getSealed().getKeyId(), submitted.getSealed().getJwe()),
                ReferralContent.class).getNameOwnScript()).isEqualTo("Sokha Testperson");

        if (strict) {
            assertThat(refused(service, "/repatriations/" + sent.ref() + "/handover", handover(crossing)))
                    .isEqualTo("handover-before-result");
        }
        String out = peer.topic("exchange", "referral");
        peer.send(out, sent.ref(), sent.receipt("7e0c6f0e-3a3d-4bb4-8f7a-1b1d6f2c9a02"), own);
        awaitReferral(service, sent, node -> node.path("receipt").isObject());
        peer.send(out, sent.ref(), sent.received(), own);
        peer.send(out, sent.ref(), sent.accepted(), own);
        awaitReferral(service, sent, node -> node.path("state").asString("").equals("ACCEPTED"));

        peer.send(peer.topic("exchange", "tracing"), sent.ref(), sent.result(1), own);
        awaitReturn(service, sent, node -> node.path("result").isObject());
        if (strict) {
            assertThat(refused(service, "/repatriations/" + sent.ref() + "/return-decision", decision()))
                    .isEqualTo("decision-before-acknowledgement");
        }
        PeerMinistry self = RunningService.ministry(own);
        self.send(self.topic("exchange", "tracing"), sent.ref(), sent.acknowledged(1), peerCountry);
        awaitReturn(service, sent, node -> node.path("acknowledged").asInt(0) == 1);
        post(service, "/repatriations/" + sent.ref() + "/return-decision", decision(), 200);
        assertThat(post(service, "/repatriations/" + sent.ref() + "/return-decision", decision(), 400).path("rule")
                .asString("")).isEqualTo("superseding-reason-missing");
        LocalDate from = today();
        post(service, "/repatriations/" + sent.ref() + "/proposal", Map.of("windowFrom", from, "windowTo", from.plusDays(7),
                "crossingPoint", crossing, "mode", "ROAD", "careNeeds", Map.of("fitness", "FIT", "notes", "Made-up note")), 200);
        assertThat(get(service, "/repatriations/" + sent.ref()).at("/proposal/documentType").asString(""))
                .as("as the result offers").isEqualTo("LAISSEZ_PASSER");
        assertThat(get(service, "/repatriations/" + sent.ref()).at("/careNeeds/notes").asString("")).isEqualTo("Made-up note");
        peer.send(peer.topic("exchange", "repatriation"), sent.ref(), sent.confirmed(crossing, from), own);
        awaitReturn(service, sent, node -> node.path("state").asString("").equals("RETURN_CONFIRMED"));

        JsonNode gone = post(service, "/repatriations/" + sent.ref() + "/handover", asAgreed(), 200);
        assertThat(gone.at("/handover/crossingPoint").asString("")).isEqualTo(crossing);
        assertThat(gone.path("alarms").toString()).isEqualTo("[\"HANDOVER_UNMATCHED\"]");
        assertThat(get(service, "/alarms").toString()).as("no alarm before its timer is over").doesNotContain(sent.ref());
        post(service, "/repatriations/" + sent.ref() + "/handover-correction", Map.of("reason", "NEW_INFORMATION",
                "handedOverAt", Instant.now().minus(Duration.ofHours(5))), 200);
        assertThat(get(service, "/alarms").toString()).contains(sent.ref());
        peer.send(peer.topic("exchange", "repatriation"), sent.ref(), sent.arrived(), own);
        awaitReturn(service, sent, node -> node.path("state").asString("").equals("ARRIVED"));
        assertThat(alarms(service, sent)).as("the peer says that the person arrived days before").containsExactly("records-differ");
        assertThat(get(service, "/alarms").toString()).as("since when the records differ").doesNotContain("1970-");
        post(service, "/repatriations/" + sent.ref() + "/handover-correction", Map.of("reason", "CONFIRMED_AS_STATED"), 200);
        assertThat(alarms(service, sent)).isEmpty();
        JsonNode corrected = get(service, "/repatriations/" + sent.ref());
        assertThat(corrected.path("earlierHandovers")).hasSize(2);
        assertThat(corrected.at("/handover/correction/reason").asString("")).isEqualTo("CONFIRMED_AS_STATED");
        assertThat(corrected.at("/handover/correction/by/role").asString("")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"KH,TH", "TH,KH", "ZZ,KH"})
    void the_origin_takes_a_referral_in_opens_it_accepts_it_once_and_stops_when_it_is_withdrawn(String own,
            String peerCountry) {
        RunningService service = RunningService.of(own);
        PeerMinistry peer = RunningService.ministry(peerCountry);
        Sent sent = Sent.newCase(peerCountry, own);
        CaseKey key = peer.newCaseKey();
        String out = peer.topic("exchange", "referral");
        peer.send(out, sent.ref(), sent.submitted(1, peer.seal(key, sent.ref(), sent.content())), own);
        String answers = RunningService.ministry(own).topic("exchange", "referral");
        awaitEvent(peer, answers, sent.ref(), DeliveryReceipt.class);
        awaitReferral(service, sent, node -> node.path("contentState").asString("").equals("KEY_NOT_HERE"));
        peer.sendCaseKey(sent.ref(), key, own);
        awaitReferral(service, sent, node -> node.at("/content/nameOwnScript").asString("").equals("Malee Samplename"));

        post(service, "/referrals/" + sent.ref() + "/opening", Map.of(), 200);
        String unit = switch (own) {
            case "KH" -> "KH-DVP";
            case "TH" -> "TH-DATIP";
            default -> "ZZ-CENTRE";
        };
        post(service, "/referrals/" + sent.ref() + "/acceptance", Map.of("unit", unit), 200);
        JsonNode second = post(service, Tokens.actor(Role.SUPERVISOR, own), "/referrals/" + sent.ref() + "/acceptance",
                Map.of("unit", unit), 409);
        assertThat(second.path("rule").asString("")).isEqualTo("already-accepted");
        assertThat(second.at("/parameters/officer").asString("")).isEqualTo(intake(own).reference());

        peer.send(out, sent.ref(), sent.withdrawn(), own);
        awaitReferral(service, sent, node -> node.path("state").asString("").equals("WITHDRAWN"));
        awaitReturn(service, sent, node -> node.path("state").asString("").equals("WITHDRAWN"));
        awaitEvent(peer, answers, sent.ref(), ConsentEffectConfirmed.class);
    }

    @ParameterizedTest
    @CsvSource({"KH,TH", "TH,KH", "ZZ,KH"})
    void when_data_sharing_is_withdrawn_the_host_withdraws_the_referral(String own, String peerCountry) {
        RunningService service = RunningService.of(own);
        Sent sent = Sent.newCase(own, peerCountry);
        refer(service, sent);
        PeerMinistry self = RunningService.ministry(own);
        self.send(self.topic("exchange", "consent"), sent.ref(), sent.consentWithdrawn(2, Purpose.DATA_SHARING), peerCountry);
        awaitReferral(service, sent, node -> node.path("state").asString("").equals("WITHDRAWN"));
        awaitEvent(self, self.topic("exchange", "referral"), sent.ref(), ReferralWithdrawn.class);
    }

    @ParameterizedTest
    @CsvSource({"KH,TH", "TH,KH", "ZZ,KH"})
    void when_the_case_is_merged_the_host_withdraws_the_referral_and_both_sides_show_the_case_that_goes_on(String own,
            String peerCountry) {
        RunningService service = RunningService.of(own);
        Sent sent = Sent.newCase(own, peerCountry);
        refer(service, sent);
        String survivor = UUID.randomUUID().toString();
        PeerMinistry self = RunningService.ministry(own);
        self.send(self.topic("exchange", "consent"), sent.ref(), sent.merged(survivor), peerCountry);
        awaitReferral(service, sent, node -> node.path("state").asString("").equals("WITHDRAWN"));
        JsonNode ended = get(service, "/referrals/" + sent.ref());
        assertThat(ended.at("/withdrawal/reason").asString("")).isEqualTo("DUPLICATE");
        assertThat(ended.at("/withdrawal/survivingCaseRef").asString("")).isEqualTo(survivor);
        awaitReturn(service, sent, node -> node.path("state").asString("").equals("WITHDRAWN"));
        ReferralWithdrawn told = awaitEvent(self, self.topic("exchange", "referral"), sent.ref(), ReferralWithdrawn.class);
        assertThat(told.getDuplicateOf()).hasToString(survivor);

        Sent incoming = Sent.newCase(peerCountry, own);
        PeerMinistry peer = RunningService.ministry(peerCountry);
        String out = peer.topic("exchange", "referral");
        peer.send(out, incoming.ref(), incoming.submitted(1, peer.seal(peer.newCaseKey(), incoming.ref(), incoming.content())), own);
        peer.send(peer.topic("exchange", "consent"), incoming.ref(), incoming.merged(survivor), own);
        peer.send(out, incoming.ref(), ReferralWithdrawn.newBuilder(incoming.withdrawn()).setReason(WithdrawalReason.DUPLICATE)
                .setDuplicateOf(UUID.fromString(survivor)).build(), own);
        awaitReferral(service, incoming, node -> node.at("/withdrawal/survivingCaseRef").asString("").equals(survivor));
        awaitEvent(peer, self.topic("exchange", "referral"), incoming.ref(), ConsentEffectConfirmed.class);
    }

    @ParameterizedTest
    @CsvSource({"KH,TH", "TH,KH", "ZZ,KH"})
    void who_refuses_tracing_is_referred_for_the_nationality_check_until_that_is_withdrawn(String own,
            String peerCountry) {
        RunningService service = RunningService.of(own);
        Sent sent = Sent.newCase(own, peerCountry);
        PeerMinistry self = RunningService.ministry(own);
        self.send(self.topic("national", "case"), sent.ref(), sent.standingWith(Purpose.TRACING, ConsentDecision.REFUSED));
        Map<String, Object> both = referral(sent, peerCountry);
        Awaitility.await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(refused(service, "/referrals", both)).isEqualTo("consent-not-given"));
        Map<String, Object> nationality = referral(sent, peerCountry);
        nationality.put("questions", List.of("NATIONALITY_CHECK"));
        post(service, "/referrals", nationality, 201);
        String consent = self.topic("exchange", "consent");
        self.send(consent, sent.ref(), sent.consentWithdrawn(2, Purpose.NATIONALITY_CHECK), peerCountry);
        awaitReferral(service, sent, node -> node.path("state").asString("").equals("WITHDRAWN"));
    }

    @ParameterizedTest
    @CsvSource({"KH,TH", "TH,KH", "ZZ,KH"})
    void when_tracing_is_withdrawn_the_nationality_check_keeps_the_referral(String own, String peerCountry) {
        RunningService service = RunningService.of(own);
        Sent sent = Sent.newCase(own, peerCountry);
        refer(service, sent);
        PeerMinistry self = RunningService.ministry(own);
        String consent = self.topic("exchange", "consent");
        self.send(consent, sent.ref(), sent.consentWithdrawn(2, Purpose.TRACING), peerCountry);
        ConsentWithdrawn last = ConsentWithdrawn.newBuilder(sent.consentWithdrawn(3, Purpose.NATIONALITY_CHECK))
                .setOccurredAt(Sent.TIME.plusSeconds(60)).build();
        self.send(consent, sent.ref(), last, peerCountry);
        awaitReferral(service, sent, node -> node.path("state").asString("").equals("WITHDRAWN"));
        assertThat(awaitEvent(self, self.topic("exchange", "referral"), sent.ref(), ReferralWithdrawn.class)
                .getOccurredAt()).isEqualTo(last.getOccurredAt());
    }

    @ParameterizedTest
    @CsvSource({"KH,TH,en,not opened yet,intake officer", "TH,KH,th,ยังไม่เปิดรับ,เจ้าหน้าที่รับกรณี",
        "ZZ,KH,km,មិនទាន់បើកមើល,មន្ត្រីទទួលករណី"})
    void a_step_in_the_wrong_state_is_refused_with_the_next_step_and_who_takes_it(String own, String peerCountry,
            String language, String state, String who) {
        RunningService service = RunningService.of(own);
        Sent sent = Sent.newCase(peerCountry, own);
        PeerMinistry peer = RunningService.ministry(peerCountry);
        peer.send(peer.topic("exchange", "referral"), sent.ref(), sent.submitted(1,
                peer.seal(peer.newCaseKey(), sent.ref(), sent.content())), own);
        awaitReferral(service, sent, node -> node.path("state").asString("").equals("REFERRED"));
        service.http().post().uri("/referrals/" + sent.ref() + "/declination").headers(Tokens.as(intake(own)))
                .header("Accept-Language", language).header("Content-Type", "application/json")
                .bodyValue("{\"reason\":\"OUT_OF_SCOPE\"}").exchange().expectStatus().isEqualTo(422).expectBody()
                .jsonPath("$.rule").isEqualTo("wrong-state").jsonPath("$.parameters.next").isEqualTo("OPEN")
                .jsonPath("$.detail").value(detail -> assertThat(String.valueOf(detail)).contains(state, who)
                        .doesNotContain("REFERRED"));
    }

    @ParameterizedTest
    @CsvSource({"KH,TH", "TH,KH", "ZZ,KH"})
    void what_may_not_be_sent_is_refused_and_nothing_is_stored(String own, String peerCountry) {
        RunningService service = RunningService.of(own);
        Sent sent = Sent.newCase(own, peerCountry);
        assertThat(post(service, "/referrals", referral(sent, peerCountry), 404).path("rule").asString(""))
                .isEqualTo("unknown-case");
        PeerMinistry self = RunningService.ministry(own);
        self.send(self.topic("national", "case"), sent.ref(), sent.standing());
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                post(service, "/referrals", referral(sent, own), 400).path("rule").asString("")).isEqualTo("own-country"));
        assertThat(post(service, "/referrals", referral(sent, "XX"), 400).path("rule").asString(""))
                .isEqualTo("unknown-country");
        Map<String, Object> strange = referral(sent, peerCountry);
        strange.put("urgency", "UNKNOWN");
        assertThat(post(service, "/referrals", strange, 400).path("rule").asString("")).isEqualTo("invalid-value");
        service.http().get().uri("/referrals/" + sent.ref()).headers(Tokens.as(intake(own))).exchange()
                .expectStatus().isNotFound();
        service.http().get().uri("/referrals/" + sent.ref()).exchange().expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @CsvSource({"KH,TH"})
    void a_repeated_request_is_carried_out_once_and_a_key_is_not_used_twice(String own, String peerCountry) {
        RunningService service = RunningService.of(own);
        Sent sent = Sent.newCase(own, peerCountry);
        refer(service, sent);
        for (boolean again : List.of(false, true)) {
            service.http().post().uri("/referrals/" + sent.ref() + "/withdrawal").headers(Tokens.as(intake(own)))
                    .header("Idempotency-Key", "withdraw-" + sent.ref()).header("Content-Type", "application/json")
                    .bodyValue("{\"reason\":\"VICTIM_WITHDREW\"}").exchange().expectStatus().isOk()
                    .expectHeader().value("Idempotency-Replayed", value -> assertThat(value)
                            .isEqualTo(again ? "true" : null));
        }
        service.http().post().uri("/referrals/" + sent.ref() + "/withdrawal").headers(Tokens.as(intake(own)))
                .header("Idempotency-Key", "withdraw-" + sent.ref()).header("Content-Type", "application/json")
                .bodyValue("{\"reason\":\"OTHER\"}").exchange().expectStatus().isEqualTo(422)
                .expectBody().jsonPath("$.rule").isEqualTo("idempotency-key-reused");
        assertThat(get(service, "/referrals?side=OUTGOING&state=WITHDRAWN&size=1").path("total").asInt(0)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"KH,TH,KH-POI-PET", "TH,KH,KH-POI-PET", "ZZ,KH,ZZ-GATE"})
    void an_emergency_handover_needs_an_authority_and_a_second_person_and_its_words_are_sealed(String own,
            String peerCountry, String crossing) {
        RunningService service = RunningService.of(own);
        Sent sent = Sent.newCase(own, peerCountry);
        refer(service, sent);
        String path = "/repatriations/" + sent.ref();
        Map<String, Object> body = new HashMap<>(handover(crossing));
        body.put("override", Map.of("authority", "X", "reason", "DANGER_TO_LIFE"));
        assertThat(refused(service, path + "/handover", body)).isEqualTo("unknown-override-authority");
        String authority = own.equals("ZZ") ? "ZZ-DUTY-DESK" : own + "-PROVINCIAL-GOVERNOR";
        body.put("override", Map.of("authority", authority, "reason", "DANGER_TO_LIFE", "note", "Made-up words"));
        JsonNode gone = post(service, path + "/handover", body, 200);
        assertThat(gone.at("/handover/override/confirmed").asBoolean(true)).isFalse();
        assertThat(gone.at("/handover/override/authorityNames/en").asString("")).isNotEmpty();
        assertThat(gone.toString()).doesNotContain("Made-up words").doesNotContain("jwe");
        assertThat(get(service, path).at("/handover/override/note").asString("")).isEqualTo("Made-up words");
        HandoverExecuted told = awaitEvent(RunningService.ministry(peerCountry),
                RunningService.ministry(own).topic("exchange", "repatriation"), sent.ref(), HandoverExecuted.class);
        assertThat(told.toString()).doesNotContain("Made-up words");
        assertThat(told.getChecklist()).hasSize(20);
        assertThat(alarms(service, sent)).contains("handover-unplanned", "override-unconfirmed");
        assertThat(post(service, Tokens.actor(Role.RECEPTION_OFFICER, own), path + "/override-confirmation", Map.of(), 403)
                .path("rule").asString("")).isEqualTo("override-by-same-person");
        JsonNode confirmed = post(service, Tokens.actor(Role.SUPERVISOR, own), path + "/override-confirmation", Map.of(), 200);
        assertThat(confirmed.at("/handover/override/confirmed").asBoolean(false)).isTrue();
        assertThat(alarms(service, sent)).doesNotContain("override-unconfirmed");
    }

    @ParameterizedTest
    @CsvSource({"KH,TH,false", "TH,KH,true", "ZZ,KH,true"})
    void a_case_that_was_referred_has_a_return_of_which_nothing_is_known_yet(String own, String peerCountry, boolean strict) {
        RunningService service = RunningService.of(own);
        Sent sent = Sent.newCase(own, peerCountry);
        String path = "/repatriations/" + sent.ref();
        assertThat(status(service, intake(own), path)).as("before the referral").isEqualTo(404);
        refer(service, sent);
        service.http().get().uri(path).headers(Tokens.as(intake(own))).exchange().expectStatus().isOk()
                .expectHeader().doesNotExist("ETag").expectBody().jsonPath("$.version").isEqualTo(0)
                .jsonPath("$.state").isEqualTo("AWAITING_DECISION").jsonPath("$.resultFirst").isEqualTo(strict)
                .jsonPath("$.traveller").doesNotExist();
        assertThat(get(service, path).path("handoverRefusedBy").valueStream().map(JsonNode::asString)).containsExactlyElementsOf(
                strict ? List.of("handover-before-result", "handover-not-confirmed") : List.of("handover-not-confirmed"));
        assertThat(get(service, "/repatriations?size=200").toString()).doesNotContain(sent.ref());
        assertThat(status(service, new Actor("elsewhere-" + own, Role.SUPERVISOR.name(), own + "-ELSEWHERE", own), path))
                .isEqualTo(404);
    }

    @Test
    void whoever_hands_over_a_person_who_was_never_referred_is_told_to_refer_first() {
        RunningService service = RunningService.of("KH");
        Sent sent = Sent.newCase("KH", "TH");
        String path = "/repatriations/" + sent.ref() + "/handover";
        Map<String, Object> body = new HashMap<>(handover("KH-POI-PET"));
        body.put("override", Map.of("authority", "KH-PROVINCIAL-GOVERNOR", "reason", "DANGER_TO_LIFE"));
        assertThat(post(service, path, body, 404).path("rule").asString("")).as("nothing is known").isEqualTo("unknown-case");
        PeerMinistry self = RunningService.ministry("KH");
        self.send(self.topic("national", "case"), sent.ref(), sent.standing());
        Awaitility.await().atMost(PATIENCE)
                .until(() -> service.stores().standings().find(sent.ref()).blockOptional().isPresent());
        assertThat(refused(service, path, body)).isEqualTo("case-not-referred");
        Actor elsewhere = new Actor("elsewhere-KH", Role.RECEPTION_OFFICER.name(), "KH-ELSEWHERE", "KH");
        assertThat(post(service, elsewhere, path, body, 404).path("rule").asString("")).isEqualTo("unknown-case");
        refer(service, sent);
        assertThat(post(service, path, body, 200).at("/handover/override/reason").asString("")).isEqualTo("DANGER_TO_LIFE");
    }

    @ParameterizedTest
    @CsvSource({"KH,TH,KH-POI-PET,KH-POI-PET-TC,KH-DVP", "TH,KH,KH-CHAM-YEAM,TH-WPC-RANONG,TH-DATIP",
            "ZZ,KH,ZZ-GATE,ZZ-CENTRE,ZZ-CENTRE"})
    void who_may_receive_at_the_crossing_sees_an_unplanned_person_at_once_and_records_the_arrival(String own,
            String peerCountry, String crossing, String centre, String contactPoint) {
        RunningService service = RunningService.of(own);
        PeerMinistry peer = RunningService.ministry(peerCountry);
        Sent sent = Sent.newCase(peerCountry, own);
        CaseKey key = peer.newCaseKey();
        peer.send(peer.topic("exchange", "referral"), sent.ref(),
                sent.submitted(1, peer.seal(key, sent.ref(), sent.content())), own);
        peer.sendCaseKey(sent.ref(), key, own);
        Actor reception = new Actor("reception-" + own, Role.RECEPTION_OFFICER.name(), centre, own);
        Actor contact = new Actor("contact-" + own, Role.SUPERVISOR.name(), contactPoint, own);
        Actor elsewhere = new Actor("elsewhere-" + own, Role.RECEPTION_OFFICER.name(), own + "-ELSEWHERE", own);
        awaitReferral(service, sent, node -> node.path("contentState").asString("").equals("OPENED"));
        if (!centre.equals(contactPoint)) {
            assertThat(status(service, reception, "/referrals/" + sent.ref())).as("before the handover").isEqualTo(404);
        }

        peer.send(peer.topic("exchange", "repatriation"), sent.ref(), sent.handedOver(crossing), own);
        Awaitility.await().atMost(PATIENCE).until(() ->
                status(service, reception, "/repatriations/" + sent.ref()) == 200);
        for (Actor receiver : List.of(reception, contact)) {
            assertThat(read(service, receiver, "/repatriations?size=200").toString()).contains(sent.ref());
            assertThat(read(service, receiver, "/alarms").toString()).contains(sent.ref()).contains("handover-unplanned");
        }
        assertThat(read(service, reception, "/referrals/" + sent.ref()).at("/content/nameOwnScript").asString(""))
                .as("whom to receive").isEqualTo("Malee Samplename");
        JsonNode seen = read(service, reception, "/repatriations/" + sent.ref());
        assertThat(seen.at("/traveller/sex").asString("")).as("to say yes").isEqualTo("FEMALE");
        assertThat(seen.at("/traveller/ageGroup").asString("")).isEqualTo("AGE_18_59");
        assertThat(seen.at("/traveller/careFlags").isArray()).isTrue();
        assertThat(seen.toString()).doesNotContain("Malee");
        assertThat(status(service, elsewhere, "/repatriations/" + sent.ref())).isEqualTo(404);
        peer.send(peer.topic("exchange", "repatriation"), sent.ref(), sent.overrideConfirmed(), own);
        Awaitility.await().atMost(PATIENCE).until(() -> read(service, reception, "/repatriations/" + sent.ref())
                .at("/handover/override/confirmed").asBoolean(false));

        Map<String, Object> arrival = new HashMap<>(Map.of("condition", "WELL"));
        if (own.equals("TH")) {
            assertThat(post(service, contact, "/repatriations/" + sent.ref() + "/arrival", arrival, 400).path("rule")
                    .asString("")).as("nothing says which unit").isEqualTo("place-not-agreed");
            arrival.put("receptionUnit", centre);
        }
        JsonNode there = post(service, own.equals("TH") ? contact : reception, "/repatriations/" + sent.ref() + "/arrival",
                arrival, 200);
        assertThat(there.path("state").asString("")).isEqualTo("ARRIVED");
        assertThat(there.at("/arrival/receptionUnit").asString("")).isEqualTo(centre);
        assertThat(there.at("/arrival/crossingPoint").asString("")).as("as handed over").isEqualTo(crossing);
        assertThat(read(service, reception, "/repatriations/" + sent.ref()).path("alarms").toString()).isEqualTo("[]");
        ArrivalConfirmed told = awaitEvent(peer, RunningService.ministry(own).topic("exchange", "repatriation"), sent.ref(),
                ArrivalConfirmed.class);
        assertThat(told.getReceptionUnit()).isEqualTo(centre);
    }

    @ParameterizedTest
    @CsvSource({"KH,TH,KH-POI-PET", "TH,KH,KH-POI-PET", "ZZ,KH,ZZ-GATE"})
    void a_return_that_waits_for_proceedings_is_shown_to_the_own_ministry_alone_and_refuses_nothing(String own,
            String peerCountry, String crossing) {
        RunningService service = RunningService.of(own);
        PeerMinistry peer = RunningService.ministry(peerCountry);
        PeerMinistry self = RunningService.ministry(own);
        Sent sent = Sent.newCase(own, peerCountry);
        String path = "/repatriations/" + sent.ref();
        refer(service, sent);
        self.send(self.topic("national", "case"), sent.ref(), sent.testifies(own, 3, WitnessState.PROCEEDINGS_HOLD));
        awaitReturn(service, sent, node -> node.path("proceedingsHoldSince").asString("").equals(Sent.DAY.toString()));
        self.send(self.topic("national", "case"), sent.ref(), sent.testifies(own, 4, WitnessState.STOPPED));
        awaitReturn(service, sent, node -> !node.has("proceedingsHoldSince"));
        self.send(self.topic("national", "case"), sent.ref(), sent.testifies(own, 6, WitnessState.PROCEEDINGS_HOLD));
        awaitReturn(service, sent, node -> node.has("proceedingsHoldSince"));

        peer.send(peer.topic("exchange", "referral"), sent.ref(), sent.received(), own);
        peer.send(peer.topic("exchange", "referral"), sent.ref(), sent.accepted(), own);
        awaitReferral(service, sent, node -> node.path("state").asString("").equals("ACCEPTED"));
        peer.send(peer.topic("exchange", "tracing"), sent.ref(), sent.result(1), own);
        awaitReturn(service, sent, node -> node.path("result").isObject());
        self.send(self.topic("exchange", "tracing"), sent.ref(), sent.acknowledged(1), peerCountry);
        awaitReturn(service, sent, node -> node.path("acknowledged").asInt(0) == 1);
        post(service, path + "/return-decision", decision(), 200);
        LocalDate from = today();
        post(service, path + "/proposal", Map.of("windowFrom", from, "windowTo", from.plusDays(7), "crossingPoint", crossing,
                "mode", "ROAD", "careNeeds", Map.of("fitness", "FIT", "notes", "Made-up note")), 200);
        peer.send(peer.topic("exchange", "repatriation"), sent.ref(), sent.confirmed(crossing, from), own);
        awaitReturn(service, sent, node -> node.path("state").asString("").equals("RETURN_CONFIRMED"));
        assertThat(get(service, path).path("handoverRefusedBy")).isEmpty();
        post(service, path + "/handover", asAgreed(), 200);
        assertThat(get(service, path).has("proceedingsHoldSince")).as("nothing waits any more").isFalse();
        for (String topic : List.of("referral", "repatriation")) {
            assertThat(peer.readBodies(self.topic("exchange", topic), sent.ref())).isNotEmpty().allSatisfy(body ->
                    assertThat(body.toString()).doesNotContainIgnoringCase("witness").doesNotContainIgnoringCase("proceedings"));
        }
    }

    @Test
    void what_the_country_of_origin_records_about_testifying_says_nothing_of_the_return() {
        RunningService service = RunningService.of("TH");
        PeerMinistry self = RunningService.ministry("TH");
        PeerMinistry peer = RunningService.ministry("KH");
        Sent sent = Sent.newCase("KH", "TH");
        peer.send(peer.topic("exchange", "referral"), sent.ref(), sent.submitted(1,
                peer.seal(peer.newCaseKey(), sent.ref(), sent.content())), "TH");
        awaitReferral(service, sent, node -> node.path("state").asString("").equals("REFERRED"));
        String national = self.topic("national", "case");
        self.send(national, sent.ref(), sent.testifies("TH", 2, WitnessState.PROCEEDINGS_HOLD));
        Actor reader = new Actor("th-reader-" + sent.ref(), Role.CASE_MANAGER.name(), "TH-ELSEWHERE", "TH");
        self.send(national, sent.ref(), sent.temporaryAccess(1, reader, TemporaryAccessState.GRANTED, Duration.ofHours(1)));
        Awaitility.await().atMost(PATIENCE).until(() -> status(service, reader, "/repatriations/" + sent.ref()) == 200);
        assertThat(get(service, "/repatriations/" + sent.ref()).has("proceedingsHoldSince")).isFalse();
        assertThat(service.stores().standings().find(sent.ref()).blockOptional()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"KH,TH,KH-POI-PET", "TH,KH,KH-POI-PET", "ZZ,KH,ZZ-GATE"})
    void a_consent_that_ended_before_the_first_document_of_the_return_counts(String own, String peerCountry, String crossing) {
        RunningService service = RunningService.of(own);
        Sent sent = Sent.newCase(own, peerCountry);
        refer(service, sent);
        PeerMinistry self = RunningService.ministry(own);
        self.send(self.topic("exchange", "consent"), sent.ref(), sent.consentWithdrawn(2, Purpose.RETURN), peerCountry);
        awaitReturn(service, sent, node -> node.path("returnConsentEnded").asBoolean(false));
        Map<String, Object> body = new HashMap<>(handover(crossing));
        body.put("override", Map.of("authority", own.equals("ZZ") ? "ZZ-DUTY-DESK" : own + "-PROVINCIAL-GOVERNOR", "reason",
                "AUTHORITY_ORDER"));
        JsonNode gone = post(service, "/repatriations/" + sent.ref() + "/handover", body, 200);
        assertThat(gone.path("warnings").toString()).contains("consent-not-given");
        assertThat(gone.path("returnConsentEnded").asBoolean(false)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"KH,TH", "TH,KH", "ZZ,KH"})
    void a_decline_is_taken_back_and_a_declined_case_is_referred_again(String own, String peerCountry) {
        RunningService service = RunningService.of(own);
        PeerMinistry peer = RunningService.ministry(peerCountry);
        Sent sent = Sent.newCase(own, peerCountry);
        refer(service, sent);
        String out = peer.topic("exchange", "referral");
        peer.send(out, sent.ref(), sent.received(), own);
        peer.send(out, sent.ref(), sent.declined(1), own);
        awaitReferral(service, sent, node -> node.path("state").asString("").equals("DECLINED"));
        peer.send(out, sent.ref(), sent.declineRevoked(1), own);
        awaitReferral(service, sent, node -> node.path("state").asString("").equals("RECEIVED"));
        assertThat(get(service, "/referrals/" + sent.ref()).path("earlierDeclinations")).hasSize(1);
        peer.send(out, sent.ref(), sent.declined(1), own);
        awaitReferral(service, sent, node -> node.path("state").asString("").equals("DECLINED"));
        Map<String, Object> again = referral(sent, sent.origin());
        again.remove("caseRef");
        askAgain(service, sent);
        assertThat(post(service, "/referrals/" + sent.ref() + "/resubmission", again, 200).path("round").asInt(0)).isEqualTo(2);

        Sent incoming = Sent.newCase(peerCountry, own);
        peer.send(out, incoming.ref(), incoming.submitted(1, peer.seal(peer.newCaseKey(), incoming.ref(), incoming.content())),
                own);
        awaitReferral(service, incoming, node -> node.path("state").asString("").equals("REFERRED"));
        post(service, "/referrals/" + incoming.ref() + "/opening", Map.of(), 200);
        assertThat(refused(service, "/referrals/" + incoming.ref() + "/declination", Map.of("reason", "DUPLICATE",
                "survivingCaseRef", sent.ref()))).as("a case in the other direction").isEqualTo("surviving-case-unknown");
        post(service, "/referrals/" + incoming.ref() + "/declination", Map.of("reason", "OUT_OF_SCOPE"), 200);
        assertThat(post(service, "/referrals/" + incoming.ref() + "/declination-revocation", Map.of(), 200).path("state")
                .asString("")).isEqualTo("RECEIVED");
        awaitEvent(peer, RunningService.ministry(own).topic("exchange", "referral"), incoming.ref(),
                ReferralDeclineRevoked.class);
    }

    @ParameterizedTest
    @CsvSource({"KH,TH,KH-POI-PET", "TH,KH,KH-POI-PET", "ZZ,KH,ZZ-GATE"})
    void a_withdrawn_case_is_referred_again_and_nothing_of_the_round_before_touches_the_new_one(String own, String peerCountry,
            String crossing) {
        RunningService service = RunningService.of(own);
        PeerMinistry self = RunningService.ministry(own);
        PeerMinistry peer = RunningService.ministry(peerCountry);
        Sent sent = Sent.newCase(own, peerCountry);
        refer(service, sent);
        String path = "/referrals/" + sent.ref();
        String out = peer.topic("exchange", "referral");
        peer.send(out, sent.ref(), sent.received(), own);
        peer.send(out, sent.ref(), sent.accepted(), own);
        awaitReferral(service, sent, node -> node.path("state").asString("").equals("ACCEPTED"));
        TracingResultIssued result = TracingResultIssued.newBuilder(sent.result(1)).setRound(1).build();
        peer.send(peer.topic("exchange", "tracing"), sent.ref(), result, own);
        self.send(self.topic("exchange", "tracing"), sent.ref(), sent.acknowledged(1), peerCountry);
        awaitReturn(service, sent, node -> node.path("result").isObject() && node.path("acknowledged").asInt(0) == 1);
        post(service, "/repatriations/" + sent.ref() + "/return-decision", decision(), 200);
        Map<String, Object> again = referral(sent, sent.origin());
        again.remove("caseRef");
        assertThat(refused(service, path + "/resubmission", again)).as("while the round is open").isEqualTo("wrong-state");

        post(service, path + "/withdrawal", Map.of("reason", "VICTIM_WITHDREW"), 200);
        awaitReturn(service, sent, node -> node.path("state").asString("").equals("WITHDRAWN"));
        assertThat(awaitEvent(peer, self.topic("exchange", "referral"), sent.ref(), ReferralWithdrawn.class).getRound())
                .isEqualTo(1);
        assertThat(refused(service, path + "/resubmission", again)).isEqualTo("consent-not-anew");
        assertThat(get(service, path).path("referAgainRefusedBy").valueStream().map(each -> each.asString("")))
                .containsExactly("consent-not-anew");
        askAgain(service, sent);
        JsonNode sentAgain = post(service, path + "/resubmission", again, 200);
        assertThat(sentAgain.path("round").asInt(0)).isEqualTo(2);
        assertThat(sentAgain.path("state").asString("")).isEqualTo("REFERRED");
        assertThat(sentAgain.path("earlierRounds").path(0).path("withdrawal").path("reason").asString(""))
                .isEqualTo("VICTIM_WITHDREW");
        JsonNode anew = get(service, "/repatriations/" + sent.ref());
        assertThat(anew.path("state").asString("")).isEqualTo("AWAITING_DECISION");
        assertThat(anew.path("round").asInt(0)).isEqualTo(2);
        assertThat(anew.path("earlierDecisions")).hasSize(1);

        peer.send(out, sent.ref(), sent.accepted(), own);
        peer.send(out, sent.ref(), sent.declined(1), own);
        peer.send(peer.topic("exchange", "tracing"), sent.ref(),
                TracingResultIssued.newBuilder(result).setCaseVersion(2).setResultVersion(2).build(), own);
        peer.send(out, sent.ref(), ReferralReceived.newBuilder(sent.received()).setRound(2).build(), own);
        awaitReferral(service, sent, node -> node.path("state").asString("").equals("RECEIVED"));
        assertThat(get(service, path).path("acceptance").isNull()).as("it was of the round before").isTrue();
        peer.send(peer.topic("exchange", "tracing"), sent.ref(),
                TracingResultIssued.newBuilder(result).setCaseVersion(3).setResultVersion(3).setRound(2).build(), own);
        awaitReturn(service, sent, node -> node.path("result").path("version").asInt(0) == 3);

        peer.send(peer.topic("exchange", "repatriation"), sent.ref(), sent.arrived(), own);
        awaitReturn(service, sent, node -> node.path("state").asString("").equals("ARRIVED"));
        post(service, path + "/withdrawal", Map.of("reason", "LEFT_CARE"), 422);
    }

    @ParameterizedTest
    @CsvSource({"KH,TH", "TH,KH", "ZZ,KH"})
    void the_country_of_origin_takes_in_the_next_round_of_a_withdrawn_case_and_a_late_withdrawal_stops_nothing_of_it(String own,
            String peerCountry) {
        RunningService service = RunningService.of(own);
        PeerMinistry self = RunningService.ministry(own);
        PeerMinistry peer = RunningService.ministry(peerCountry);
        Sent incoming = Sent.newCase(peerCountry, own);
        String in = peer.topic("exchange", "referral");
        Sealed sealed = peer.seal(peer.newCaseKey(), incoming.ref(), incoming.content());
        peer.send(in, incoming.ref(), incoming.submitted(1, sealed), own);
        awaitReferral(service, incoming, node -> node.path("state").asString("").equals("REFERRED"));
        post(service, "/referrals/" + incoming.ref() + "/opening", Map.of(), 200);
        peer.send(peer.topic("exchange", "repatriation"), incoming.ref(),
                ReturnDecisionRecorded.newBuilder(incoming.decided()).setRound(1).build(), own);
        awaitReturn(service, incoming, node -> node.path("decision").isObject());
        peer.send(in, incoming.ref(), incoming.withdrawn(1), own);
        awaitReferral(service, incoming, node -> node.path("state").asString("").equals("WITHDRAWN"));
        awaitReturn(service, incoming, node -> node.path("state").asString("").equals("WITHDRAWN"));

        peer.send(in, incoming.ref(), incoming.submitted(2, sealed), own);
        awaitReferral(service, incoming, node -> node.path("state").asString("").equals("REFERRED")
                && node.path("round").asInt(0) == 2);
        awaitReturn(service, incoming, node -> node.path("state").asString("").equals("AWAITING_DECISION"));
        peer.send(in, incoming.ref(), incoming.withdrawn(1), own);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(peer.readBodies(self.topic("exchange", "referral"),
                incoming.ref()).stream().filter(ConsentEffectConfirmed.class::isInstance)
                .map(each -> ((ConsentEffectConfirmed) each).getRound())).containsExactly(1, 1));
        assertThat(get(service, "/referrals/" + incoming.ref()).path("state").asString("")).isEqualTo("REFERRED");
        assertThat(get(service, "/repatriations/" + incoming.ref()).path("withdrawnAt").isNull()).isTrue();
        assertThat(post(service, "/referrals/" + incoming.ref() + "/opening", Map.of(), 200).path("state").asString(""))
                .isEqualTo("RECEIVED");
    }

    @Test
    void a_case_that_was_withdrawn_for_good_or_whose_person_was_handed_over_is_not_referred_again() {
        RunningService service = RunningService.of("TH");
        Sent died = Sent.newCase("TH", "KH");
        refer(service, died);
        post(service, "/referrals/" + died.ref() + "/withdrawal", Map.of("reason", "DECEASED"), 200);
        Map<String, Object> again = referral(died, died.origin());
        again.remove("caseRef");
        askAgain(service, died);
        assertThat(refused(service, "/referrals/" + died.ref() + "/resubmission", again)).isEqualTo("withdrawn-for-good");
        assertThat(get(service, "/referrals/" + died.ref()).path("referAgainRefusedBy").path(0).asString(""))
                .isEqualTo("withdrawn-for-good");
        Sent gone = Sent.newCase("TH", "KH");
        refer(service, gone);
        post(service, "/referrals/" + gone.ref() + "/withdrawal", Map.of("reason", "SENT_IN_ERROR"), 200);
        PeerMinistry peer = RunningService.ministry("KH");
        peer.send(peer.topic("exchange", "repatriation"), gone.ref(), gone.arrived(), "TH");
        awaitReturn(service, gone, node -> node.path("state").asString("").equals("ARRIVED"));
        askAgain(service, gone);
        assertThat(refused(service, "/referrals/" + gone.ref() + "/resubmission", again)).isEqualTo("referral-after-handover");
    }

    /** The own case-service tells that the person was asked again. */
    private static void askAgain(RunningService service, Sent sent) {
        PeerMinistry self = RunningService.ministry(service.country());
        self.send(self.topic("national", "case"), sent.ref(), sent.askedAgain(9));
        Awaitility.await().atMost(PATIENCE).until(() -> service.stores().standings().find(sent.ref())
                .map(found -> found.state().version() == 9).blockOptional().orElse(false));
    }

    private static Map<String, Object> decision() {
        return Map.of("choice", "RETURN", "destination", "FAMILY", "personInformed", true, "risk", "LOW");
    }

    /** What is looked at on the day; the place and the rest the record of the return answers. */
    private static Map<String, Object> asAgreed() {
        Set<ChecklistItem> answered = EnumSet.of(ChecklistItem.UNKNOWN, ChecklistItem.RESULT_REVIEWED,
                ChecklistItem.RISK_ASSESSED, ChecklistItem.BEST_INTERESTS, ChecklistItem.RECEPTION_CONFIRMED,
                ChecklistItem.CARE_NEEDS_SENT);
        return Map.of("checklist", Arrays.stream(ChecklistItem.values()).filter(item -> !answered.contains(item))
                .map(item -> Map.of("item", item.name(), "state", "DONE")).toList());
    }

    private static Map<String, Object> handover(String crossing) {
        return Map.of("crossingPoint", crossing, "checklist", Arrays.stream(ChecklistItem.values())
                .filter(item -> item != ChecklistItem.UNKNOWN)
                .map(item -> Map.of("item", item.name(), "state", "DONE")).toList(), "handedItems", List.of());
    }

    /** The alarms of a return, found page by page. */
    private static List<String> alarms(RunningService service, Sent sent) {
        List<String> rules = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = get(service, "/alarms?size=1" + after);
            assertThat(page.path("items").valueStream().map(each -> each.path("caseRef").asString("")).distinct().count())
                    .as("returns on a page of one").isLessThanOrEqualTo(1);
            page.path("items").valueStream().filter(each -> each.path("caseRef").asString("").equals(sent.ref()))
                    .forEach(each -> rules.add(each.path("rule").asString("")));
            after = page.path("next").isString() ? "&after=" + page.path("next").asString("") : "";
        } while (!after.isEmpty());
        return rules;
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(1);
    }
}
