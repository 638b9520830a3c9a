package org.safereturn.referralservice.running;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.testing.NoPersonalDataOutside;
import org.safereturn.access.testing.Tokens;
import org.safereturn.casefile.v1.CaseStandingContent;
import org.safereturn.casefile.v1.CaseStandingRecorded;
import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.exchange.v1.ConsentGiver;
import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.referral.v1.Address;
import org.safereturn.referral.v1.CompletionContent;
import org.safereturn.referral.v1.CompletionQuestion;
import org.safereturn.referral.v1.ExploitationType;
import org.safereturn.referral.v1.MissingField;
import org.safereturn.referral.v1.ReferralContent;
import org.safereturn.referral.v1.ReferralReturnedForCompletion;
import org.safereturn.referral.v1.ReferralState;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.tracing.v1.CareCapacity;
import org.safereturn.tracing.v1.CareFinding;
import org.safereturn.tracing.v1.TracingResultContent;
import org.safereturn.tracing.v1.TracingResultIssued;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.running.Desk.PATIENCE;
import static org.safereturn.referralservice.running.Desk.await;
import static org.safereturn.referralservice.running.Desk.awaitDone;
import static org.safereturn.referralservice.running.Desk.get;
import static org.safereturn.referralservice.running.Desk.intake;
import static org.safereturn.referralservice.running.Desk.post;

/** Who a referred person is comes from the case file, over the broker, and from nowhere else. */
@ExtendWith(NoPersonalDataOutside.class)
class PersonFromCaseFileTest {

    @ParameterizedTest
    @CsvSource({"KH,TH", "TH,KH", "ZZ,KH"})
    void a_referral_carries_the_person_the_flags_and_the_child_of_the_case_file(String own, String peerCountry) {
        RunningService service = RunningService.of(own);
        Sent sent = Sent.newCase(own, peerCountry);
        tell(sent, sent.standing(child(sent)));
        awaitRefusal(service, sent, "guardian-decision-missing", 422);
        tell(sent, byGuardian(CaseStandingRecorded.newBuilder(sent.standing(child(sent))).setCaseVersion(2).build()));
        JsonNode answer = awaitReferred(service, sent);
        assertThat(answer.path("ageGroup").asString("")).isEqualTo("AGE_12_17");
        assertThat(answer.path("exploitationType").asString("")).isEqualTo("FORCED_BEGGING");

        ReferralSubmitted submitted = submitted(sent, 1);
        assertThat(submitted.getStatistics().getAgeGroup()).isEqualTo(AgeGroup.AGE_12_17);
        assertThat(submitted.getCareFlags()).as("no need in clear beside the case reference").isEmpty();
        assertThat(submitted.toString()).doesNotContain("Dara").doesNotContain("DISABILITY");
        ReferralContent content = opened(own, sent, submitted);
        assertThat(content.getNameOwnScript()).isEqualTo("Dara Examplechild");
        assertThat(content.getCareFlags()).containsExactly(CareFlag.CHILD, CareFlag.DISABILITY);
        assertThat(content.getSafeContact().getDoNotVisit()).isTrue();
        assertThat(content.getRelatives()).singleElement().satisfies(
                aunt -> assertThat(aunt.getName()).isEqualTo("Malee Samplename"));
        JsonNode read = get(service, "/referrals/" + sent.ref());
        assertThat(read.path("careFlags").toString()).isEqualTo("[\"CHILD\",\"DISABILITY\"]");
        assertThat(get(service, "/referrals?size=200").path("items").valueStream()
                .filter(item -> item.path("caseRef").asString("").equals(sent.ref())).findFirst().orElseThrow()
                .has("careFlags")).as("a list opens nothing").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sex", "ageGroup", "exploitationType", "careFlags", "consents", "content.nameOwnScript",
            "content.sex", "content.dateOfBirth", "content.nationalityClaimed", "content.originAddress",
            "content.documents", "content.careNeeds", "content.wishToReturn", "content.careFlags"})
    void what_the_case_file_says_is_not_stated_again(String field) {
        RunningService service = RunningService.of("KH");
        Sent sent = Sent.newCase("KH", "TH");
        Map<String, Object> body = referral(sent);
        if (field.startsWith("content.")) {
            Map<String, Object> content = new HashMap<>(Map.of(field.substring("content.".length()), "FEMALE"));
            body.put("content", content);
        } else {
            body.put(field, "FEMALE");
        }
        for (String path : List.of("/referrals", "/referrals/" + sent.ref() + "/resubmission")) {
            Map<String, Object> sending = new HashMap<>(body);
            if (path.endsWith("/resubmission")) {
                sending.remove("caseRef");
            }
            JsonNode problem = post(service, path, sending, 400);
            assertThat(problem.path("rule").asString("")).isEqualTo("from-the-case-file");
            assertThat(problem.path("parameters").path("field").asString("")).isEqualTo(field);
        }
        for (Map.Entry<String, String> language : Map.of("en", "case file", "km", "សំណុំឯកសារករណី", "th", "แฟ้มกรณี")
                .entrySet()) {
            byte[] answer = service.http().post().uri("/referrals").headers(Tokens.as(intake("KH")))
                    .header("Content-Type", "application/json").header("Accept-Language", language.getKey())
                    .bodyValue(JsonMapper.shared().writeValueAsString(body)).exchange().expectStatus().isBadRequest().expectBody()
                    .returnResult().getResponseBody();
            assertThat(new String(Objects.requireNonNull(answer), StandardCharsets.UTF_8)).contains(language.getValue())
                    .contains(field);
        }
        assertThat(RunningService.ministry("KH").readBodies(RunningService.ministry("KH").topic("exchange", "referral"),
                sent.ref())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"KH,TH", "ZZ,KH"})
    void a_person_that_the_case_file_has_not_told_yet_is_not_referred_and_the_sender_is_told_to_try_again(String own,
            String peerCountry) {
        RunningService service = RunningService.of(own);
        Sent sent = Sent.newCase(own, peerCountry);
        tell(sent, sent.standingWithoutPerson());
        awaitRefusal(service, sent, "person-not-here", 409);
        tell(sent, CaseStandingRecorded.newBuilder(sent.standing()).setCaseVersion(2).build());
        awaitReferred(service, sent);
    }

    @ParameterizedTest
    @CsvSource({"KH,TH", "TH,KH", "ZZ,KH"})
    void the_sending_unit_is_the_callers_and_the_receiving_unit_one_that_takes_referrals(String own, String peerCountry) {
        RunningService service = RunningService.of(own);
        Sent sent = Sent.newCase(own, peerCountry);
        tell(sent, sent.standing());
        awaitKnown(service, sent, 1);
        Map<String, Object> another = referral(sent);
        another.put("sendingUnit", own + "-UNIT-9");
        JsonNode foreign = post(service, "/referrals", another, 400);
        assertThat(foreign.path("rule").asString("")).isEqualTo("sending-unit-not-own");
        assertThat(foreign.at("/parameters/known").asString("")).isEqualTo(own + "-UNIT-1");
        Map<String, Object> madeUp = referral(sent);
        madeUp.put("receivingUnit", peerCountry + "-MADE-UP");
        JsonNode unknown = post(service, "/referrals", madeUp, 400);
        assertThat(unknown.path("rule").asString("")).isEqualTo("unknown-receiving-unit");
        assertThat(unknown.at("/parameters/known").asString("")).contains(addressee(sent));
        another.put("sendingUnit", own + "-UNIT-1");
        another.put("originCountry", own);
        assertThat(post(service, "/referrals", another, 400).path("rule").asString("")).isEqualTo("own-country");
        another.remove("originCountry");
        assertThat(post(service, "/referrals", another, 201).path("originCountry").asString("")).isEqualTo(peerCountry);
    }

    @ParameterizedTest
    @CsvSource({"KH,TH", "TH,KH", "ZZ,KH"})
    void the_next_round_takes_the_case_file_as_it_is_then_and_keeps_what_the_referral_added(String own, String peerCountry) {
        RunningService service = RunningService.of(own);
        PeerMinistry peer = RunningService.ministry(peerCountry);
        Sent sent = Sent.newCase(own, peerCountry);
        tell(sent, sent.standing());
        awaitReferred(service, sent);
        submitted(sent, 1);
        CaseKey key = key(own, sent);
        Sealed asked = peer.seal(key, sent.ref(), CompletionContent.newBuilder().setQuestions(List.of(
                new CompletionQuestion("originAddress.village", "Which village of the made-up province?"))).build());
        peer.send(peer.topic("exchange", "referral"), sent.ref(), sent.receipt("7e0c6f0e-3a3d-4bb4-8f7a-1b1d6f2c9a02"), own);
        peer.send(peer.topic("exchange", "referral"), sent.ref(), returned(sent, asked), own);
        JsonNode read = await(service, "/referrals/" + sent.ref(), node -> node.path("state").asString("")
                .equals("RETURNED_FOR_COMPLETION"));
        assertThat(read.at("/completion/fields/0/field").asString("")).isEqualTo("originAddress.village");
        assertThat(read.at("/completion/fields/0/question").asString("")).contains("Which village");

        CaseStandingContent known = sent.person();
        CaseStandingContent corrected = CaseStandingContent.newBuilder(known).setPerson(
                ReferralContent.newBuilder(known.getPerson()).setCareFlags(List.of(CareFlag.PREGNANCY)).setOriginAddress(
                        Address.newBuilder(known.getPerson().getOriginAddress()).setVillage("Made-up Village").build())
                        .build()).build();
        tell(sent, CaseStandingRecorded.newBuilder(sent.standing(corrected)).setCaseVersion(2).build());
        awaitKnown(service, sent, 2);
        post(service, "/referrals/" + sent.ref() + "/resubmission", Map.of(), 200);
        ReferralContent second = opened(own, sent, submitted(sent, 2));
        assertThat(second.getOriginAddress().getVillage()).isEqualTo("Made-up Village");
        assertThat(second.getCareFlags()).containsExactly(CareFlag.PREGNANCY);
        assertThat(second.getRelatives()).hasSize(1);
        assertThat(second.getSafeContact()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"KH,TH", "TH,KH", "ZZ,KH"})
    void what_the_origin_asks_in_words_is_sealed(String own, String peerCountry) {
        RunningService service = RunningService.of(own);
        PeerMinistry peer = RunningService.ministry(peerCountry);
        Sent sent = Sent.newCase(peerCountry, own);
        CaseKey key = peer.newCaseKey();
        peer.send(peer.topic("exchange", "referral"), sent.ref(),
                sent.submitted(1, peer.seal(key, sent.ref(), sent.content())), own);
        await(service, "/referrals/" + sent.ref(), node -> node.path("state").asString("").equals("REFERRED"));
        post(service, "/referrals/" + sent.ref() + "/opening", Map.of(), 200);
        Map<String, Object> question = Map.of("missingFields", List.of(
                Map.of("field", "originAddress.village", "question", "Is it the village near the made-up river?"),
                Map.of("field", "statedAge")));
        assertThat(post(service, "/referrals/" + sent.ref() + "/return-for-completion", question, 409).path("rule")
                .asString("")).isEqualTo("case-key-not-here");
        peer.sendCaseKey(sent.ref(), key, own);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() ->
                post(service, "/referrals/" + sent.ref() + "/return-for-completion", question, 200));
        PeerMinistry self = RunningService.ministry(own);
        ReferralReturnedForCompletion told = awaitRound(self, sent, ReferralReturnedForCompletion.class, _ -> true);
        assertThat(told.getMissingFields()).extracting(MissingField::getQuestion).containsOnlyNulls();
        assertThat(told.toString()).doesNotContain("river");
        assertThat(peer.open(key, sent.ref(), Sealed.of(told.getSealed()), CompletionContent.class).getQuestions())
                .singleElement().satisfies(asked -> assertThat(asked.getText()).contains("river"));
        assertThat(get(service, "/referrals/" + sent.ref()).at("/completion/fields").toString()).contains("river");
    }

    @ParameterizedTest
    @CsvSource({"KH,TH", "TH,KH", "ZZ,KH"})
    void the_care_answers_of_a_result_are_read_from_its_sealed_part(String own, String peerCountry) {
        RunningService service = RunningService.of(own);
        PeerMinistry peer = RunningService.ministry(peerCountry);
        Sent sent = Sent.newCase(own, peerCountry);
        tell(sent, sent.standing());
        awaitReferred(service, sent);
        Sealed sealed = peer.seal(key(own, sent), sent.ref(), TracingResultContent.newBuilder().setCareAnswers(List.of(
                new CareFinding(CareFlag.DISABILITY, CareCapacity.ABLE_WITH_SUPPORT))).build());
        peer.send(peer.topic("exchange", "tracing"), sent.ref(), TracingResultIssued.newBuilder(sent.result(1))
                .setSealed(sealed.toPart()).build(), own);
        JsonNode arrangement = await(service, "/repatriations/" + sent.ref(), node -> node.path("result").isObject());
        assertThat(arrangement.at("/result/careNeedsSupport").asBoolean(false)).isTrue();
    }

    @Test
    void a_result_without_care_answers_does_not_say_that_no_support_is_needed() {
        RunningService service = RunningService.of("KH");
        PeerMinistry peer = RunningService.ministry("TH");
        Sent sent = Sent.newCase("KH", "TH");
        tell(sent, sent.standing());
        awaitReferred(service, sent);
        peer.send(peer.topic("exchange", "tracing"), sent.ref(), sent.result(1), "KH");
        JsonNode arrangement = await(service, "/repatriations/" + sent.ref(), node -> node.path("result").isObject());
        assertThat(arrangement.at("/result/careNeedsSupport").isNull()).isTrue();
    }

    private static CaseStandingContent child(Sent sent) {
        return CaseStandingContent.newBuilder(sent.person()).setAgeGroup(AgeGroup.AGE_12_17)
                .setExploitationType(ExploitationType.FORCED_BEGGING).setPerson(
                        ReferralContent.newBuilder(sent.person().getPerson()).setNameOwnScript("Dara Examplechild")
                                .setStatedAge(14).setCareFlags(List.of(CareFlag.CHILD, CareFlag.DISABILITY)).build())
                .build();
    }

    private static CaseStandingRecorded byGuardian(CaseStandingRecorded standing) {
        return CaseStandingRecorded.newBuilder(standing).setConsents(standing.getConsents().stream()
                .map(each -> PurposeConsent.newBuilder(each).setGivenBy(ConsentGiver.GUARDIAN).build()).toList()).build();
    }

    private static ReferralReturnedForCompletion returned(Sent sent, Sealed asked) {
        return ReferralReturnedForCompletion.newBuilder().setCaseRef(sent.caseRef()).setCaseVersion(1)
                .setHostCountry(sent.host()).setOriginCountry(sent.origin())
                .setResultingState(ReferralState.RETURNED_FOR_COMPLETION).setOccurredAt(Sent.TIME)
                .setActor(sent.received().getActor()).setRound(1)
                .setMissingFields(List.of(new MissingField("originAddress.village", null))).setClockStopped(true)
                .setSealed(asked.toPart()).build();
    }

    private static Map<String, Object> referral(Sent sent) {
        return new HashMap<>(Map.of("caseRef", sent.ref(), "receivingUnit", addressee(sent), "urgency", "ROUTINE",
                "questions", List.of("TRACING"), "content", Map.of(
                        "relatives", List.of(Map.of("name", "Malee Samplename", "relation", "AUNT")),
                        "safeContact", Map.of("familyMayBeContacted", true, "doNotVisit", true))));
    }

    private static String addressee(Sent sent) {
        return sent.origin().equals("TH") ? "TH-DATIP" : "KH-DVP";
    }

    private static void tell(Sent sent, CaseStandingRecorded standing) {
        PeerMinistry self = RunningService.ministry(sent.host());
        self.send(self.topic("national", "case"), sent.ref(), standing);
    }

    private static void awaitRefusal(RunningService service, Sent sent, String rule, int status) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                post(service, "/referrals", referral(sent), status).path("rule").asString("")).isEqualTo(rule));
    }

    private static void awaitKnown(RunningService service, Sent sent, long version) {
        Awaitility.await().atMost(PATIENCE).until(() -> service.stores().standings().find(sent.ref())
                .map(found -> found.state().version()).blockOptional(Duration.ofSeconds(10)).orElse(0L) == version);
    }

    private static JsonNode awaitReferred(RunningService service, Sent sent) {
        return awaitDone(service, "/referrals", referral(sent), 201);
    }

    private static ReferralSubmitted submitted(Sent sent, int round) {
        return awaitRound(RunningService.ministry(sent.host()), sent, ReferralSubmitted.class,
                told -> told.getRound() == round);
    }

    private static ReferralContent opened(String own, Sent sent, ReferralSubmitted submitted) {
        return RunningService.ministry(own).open(key(own, sent), sent.ref(), Sealed.of(submitted.getSealed()),
                ReferralContent.class);
    }

    private static CaseKey key(String own, Sent sent) {
        return Objects.requireNonNull(RunningService.of(own).context().getBean(CaseKeys.class).find(sent.ref())
                .block(Duration.ofSeconds(10)));
    }

    private static <T extends SpecificRecord> T awaitRound(PeerMinistry reader, Sent sent, Class<T> type,
            Predicate<T> which) {
        return Awaitility.await().atMost(PATIENCE).until(() -> reader.readBodies(reader.topic("exchange", "referral"),
                sent.ref()).stream().filter(type::isInstance).map(type::cast).filter(which).findFirst(),
                Optional::isPresent).orElseThrow();
    }
}
