package org.safereturn.caseservice.running;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Client;
import org.safereturn.access.testing.NoPersonalDataOutside;
import org.safereturn.access.testing.Tokens;
import org.safereturn.casefile.v1.CaseStandingContent;
import org.safereturn.casefile.v1.CaseStandingRecorded;
import org.safereturn.casefile.v1.WitnessCooperationStateChanged;
import org.safereturn.caseservice.country.CountryProfile;
import org.safereturn.caseservice.reintegration.model.Region;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.exchange.v1.ConsentDecision;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.referral.v1.Answer;
import org.safereturn.referral.v1.ExploitationType;
import org.safereturn.reintegration.v1.CaseClosed;
import org.safereturn.reintegration.v1.CaseManagerAssigned;
import org.safereturn.reintegration.v1.CaseReopened;
import org.safereturn.reintegration.v1.ReintegrationState;
import org.safereturn.reintegration.v1.ReintegrationStatusReported;
import org.safereturn.stats.v1.CareAnswersRecorded;
import org.safereturn.stats.v1.MonitoringVisitRecorded;
import org.safereturn.stats.v1.NonVictimReturnsCounted;
import org.safereturn.stats.v1.ReintegrationStatsRecorded;
import org.safereturn.tracing.v1.CareCapacity;
import org.safereturn.tracing.v1.CareFinding;
import org.safereturn.tracing.v1.TracingResultContent;
import org.safereturn.tracing.v1.TracingResultIssued;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A case over HTTP and the broker, on both sides of the border, the same for every country. */
@ExtendWith(NoPersonalDataOutside.class)
abstract class CaseJourneyContract {

    private final String country;
    private final CountryProfile profile;
    private final CaseKeys keys;
    private final Sealing sealing;
    private final String peer;
    private final String address;

    CaseJourneyContract(String country) {
        this.country = country;
        ConfigurableApplicationContext service = RunningService.of(country);
        profile = service.getBean(CountryProfile.class);
        keys = service.getBean(CaseKeys.class);
        sealing = service.getBean(Sealing.class);
        peer = profile.peers().getFirst();
        address = "http://127.0.0.1:" + service.getEnvironment().getRequiredProperty("local.server.port");
    }

    @Test
    void the_host_opens_a_case_and_the_own_services_learn_where_it_stands() {
        JsonNode opened = post("/cases", Role.INTAKE_OFFICER, key(), opening(), 201);
        String caseRef = opened.path("caseRef").asString("");
        assertThat(opened.path("route").asString("")).isEqualTo("JOINT");
        assertThat(opened.has("person") && !opened.path("person").isNull()).isFalse();
        JsonNode read = get("/cases/" + caseRef, 200);
        assertThat(read.path("person").path("nameOwnScript").asString("")).isEqualTo("Sokha Testperson");
        assertThat(read.path("side").asString("")).isEqualTo("HOST");
        CaseStandingRecorded standing = await(country, "national", "case", caseRef, CaseStandingRecorded.class);
        assertThat(standing.getOriginCountry()).isEqualTo(peer);
        assertThat(standing.getConsents()).hasSize(7);
        assertThat(standing.toString()).doesNotContain("Sokha").doesNotContain("FEMALE").doesNotContain("DISABILITY");
        CaseStandingContent content = told(caseRef, standing);
        assertThat(content.getPerson().getNameOwnScript()).isEqualTo("Sokha Testperson");
        assertThat(content.getPerson().getCareFlags()).containsExactly(CareFlag.DISABILITY);
        assertThat(content.getPerson().getWishToReturn()).isEqualTo(Answer.YES);
        assertThat(content.getAgeGroup()).isEqualTo(AgeGroup.AGE_18_59);
        assertThat(content.getExploitationType()).isEqualTo(ExploitationType.FORCED_LABOUR);
    }

    @Test
    void a_completed_person_and_a_changed_wish_are_told_again_each_with_the_whole() {
        String caseRef = post("/cases", Role.INTAKE_OFFICER, key(), opening(), 201).path("caseRef").asString("");
        Map<String, Object> child = new LinkedHashMap<>(Map.of("person", Map.of("nameOwnScript", "Sokha Testperson", "sex",
                "FEMALE", "dateOfBirth", "2013-01-31", "languages", List.of("km"))));
        post("/cases/" + caseRef + "/person", Role.CASE_MANAGER, key(), child, 200);
        post("/cases/" + caseRef + "/identification", Role.INTAKE_OFFICER, key(), Map.of("body",
                profile.identificationBodies().getFirst().code(), "decidedOn", "2026-01-15", "outcome", "VICTIM",
                "wishToReturn", "UNDECIDED"), 200);
        List<CaseStandingRecorded> told = Awaitility.await().atMost(Duration.ofSeconds(40)).until(() ->
                bodies(country, "national", "case", caseRef).stream().map(CaseStandingRecorded.class::cast).toList(),
                all -> all.size() == 3);
        CaseStandingContent last = told(caseRef, told.getLast());
        assertThat(last.getPerson().getCareFlags()).containsExactly(CareFlag.CHILD);
        assertThat(last.getAgeGroup()).isEqualTo(AgeGroup.AGE_12_17);
        assertThat(last.getPerson().getWishToReturn()).isEqualTo(Answer.UNDECIDED);
        assertThat(get("/cases/" + caseRef, 200).path("statistics").path("careFlags").toString()).isEqualTo("[\"CHILD\"]");
        child.put("ageGroup", "AGE_18_59");
        assertThat(post("/cases/" + caseRef + "/person", Role.CASE_MANAGER, key(), child, 400).path("rule").asString(""))
                .isEqualTo("age-group-and-birth");
    }

    @Test
    void a_body_that_the_country_profile_does_not_name_has_decided_nothing() {
        Map<String, Object> free = new LinkedHashMap<>(opening());
        free.put("identification", Map.of("body", "SOMEBODY", "decidedOn", "2026-01-15", "outcome", "VICTIM"));
        JsonNode problem = post("/cases", Role.INTAKE_OFFICER, key(), free, 400);
        assertThat(problem.path("rule").asString("")).isEqualTo("unknown-identification-body");
        assertThat(problem.path("parameters").path("known").asString(""))
                .contains(profile.identificationBodies().getFirst().code());
    }

    @Test
    void which_needs_a_result_answered_is_counted_under_the_statistical_reference() {
        String caseRef = post("/cases", Role.INTAKE_OFFICER, key(), opening(), 201).path("caseRef").asString("");
        PeerEvents events = new PeerEvents(caseRef, country, peer);
        CaseKey caseKey = Objects.requireNonNull(keys.find(caseRef).block(Duration.ofSeconds(10)));
        PeerMinistry other = Exchange.SHARED.peer(peer);
        TracingResultIssued issued = TracingResultIssued.newBuilder(events.result()).setSealed(other.seal(caseKey, caseRef,
                TracingResultContent.newBuilder().setCareAnswers(List.of(CareFinding.newBuilder()
                        .setCareFlag(CareFlag.DISABILITY).setCapacity(CareCapacity.ABLE).build())).build()).toPart()).build();
        other.send(other.topic("exchange", "tracing"), caseRef, issued, country);
        CareAnswersRecorded counted = await(country, "stats", "case", ownReferralService().statRef(caseRef),
                CareAnswersRecorded.class);
        assertThat(counted.getCareFlags()).containsExactly(CareFlag.DISABILITY);
        assertThat(counted.getAnswered()).containsExactly(CareFlag.DISABILITY);
        assertThat(counted.toString()).doesNotContain(caseRef);
    }

    @Test
    void retrying_never_doubles_and_a_key_is_good_for_one_request() {
        String key = key();
        String first = post("/cases", Role.INTAKE_OFFICER, key, opening(), 201).path("caseRef").asString("");
        String again = post("/cases", Role.INTAKE_OFFICER, key, opening(), 201).path("caseRef").asString("");
        assertThat(again).isEqualTo(first);
        Map<String, Object> other = new LinkedHashMap<>(opening());
        other.put("wishToReturn", "UNDECIDED");
        assertThat(post("/cases", Role.INTAKE_OFFICER, key, other, 422).path("rule").asString(""))
                .isEqualTo("idempotency-key-reused");
        await(country, "national", "case", first, CaseStandingRecorded.class);
        assertThat(bodies(country, "national", "case", first)).hasSize(1);
    }

    @Test
    void consent_crosses_only_after_the_referral_and_its_effect_comes_back() {
        String caseRef = post("/cases", Role.INTAKE_OFFICER, key(), opening(), 201).path("caseRef").asString("");
        post("/cases/" + caseRef + "/consents", Role.INTAKE_OFFICER, key(),
                Map.of("consents", List.of(consent("PHOTO_USE", "REFUSED"))), 200);
        PeerEvents events = new PeerEvents(caseRef, country, peer);
        Purpose[] stillGiven = Stream.of(Purpose.values())
                .filter(purpose -> purpose != Purpose.UNKNOWN && purpose != Purpose.PHOTO_USE)
                .toArray(Purpose[]::new);
        ownReferralService().send(ownReferralService().topic("exchange", "referral"), caseRef,
                events.submitted(null, PeerEvents.given(stillGiven)), peer);
        await(caseRef, file -> file.path("stage").asString("").equals("REFERRED"));
        post("/cases/" + caseRef + "/consent-withdrawals", Role.INTAKE_OFFICER, key(),
                Map.of("purposes", List.of("FAMILY_CONTACT")), 200);
        ConsentWithdrawn withdrawn = await(country, "exchange", "consent", caseRef, ConsentWithdrawn.class);
        assertThat(withdrawn.getPurposes()).containsExactly(Purpose.FAMILY_CONTACT);
        PeerMinistry other = Exchange.SHARED.peer(peer);
        other.send(other.topic("exchange", "tracing"), caseRef, events.effect(UUID.randomUUID().toString()), country);
        JsonNode file = await(caseRef, read -> read.path("confirmations").size() == 1);
        assertThat(file.path("confirmations").path(0).path("service").asString("")).isEqualTo("tracing-service");
        assertThat(file.path("confirmations").path(0).path("stopped").path(0).asString("")).isEqualTo("FAMILY_CONTACT");
        assertThat(bodies(country, "exchange", "consent", caseRef)).last().isInstanceOf(ConsentWithdrawn.class);
        assertThat(bodies(country, "exchange", "consent", caseRef)).filteredOn(ConsentUpdated.class::isInstance)
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void the_host_follows_the_case_and_hears_states_only() {
        String caseRef = post("/cases", Role.INTAKE_OFFICER, key(), opening(), 201).path("caseRef").asString("");
        PeerEvents events = new PeerEvents(caseRef, country, peer);
        PeerMinistry other = Exchange.SHARED.peer(peer);
        other.send(other.topic("exchange", "repatriation"), caseRef, events.arrived(), country);
        other.send(other.topic("exchange", "referral"), caseRef, events.accepted(), country);
        other.send(other.topic("exchange", "reintegration"), caseRef, events.assigned(), country);
        other.send(other.topic("exchange", "reintegration"), caseRef,
                events.reported(ReintegrationState.RECOVERY), country);
        JsonNode file = await(caseRef, read -> read.path("stage").asString("").equals("RECOVERY"));
        assertThat(file.path("otherSide").path("responsible").path("unit").asString("")).isEqualTo(peer + "-UNIT-1");
        assertThat(post("/cases/" + caseRef + "/case-manager", Role.CASE_MANAGER, key(),
                Map.of("unit", country + "-UNIT-1", "role", "CASE_MANAGER"), 422).path("rule").asString(""))
                .isEqualTo("wrong-side");
    }

    @Test
    void the_country_of_origin_goes_from_the_arrival_to_the_closure_and_back() {
        String caseRef = UUID.randomUUID().toString();
        PeerEvents events = new PeerEvents(caseRef, peer, country);
        PeerMinistry other = Exchange.SHARED.peer(peer);
        CaseKey caseKey = other.newCaseKey();
        CaseKeyIssued issued = other.caseKeyIssued(caseRef, caseKey, country);
        keys.keep(List.of(new CaseKeys.Issued(caseRef, peer, issued.getKeyId(), issued.getWrappedKey()))).block(Duration.ofSeconds(10));
        PeerMinistry own = ownReferralService();
        own.send(own.topic("exchange", "repatriation"), caseRef, events.arrived(), peer);
        other.send(other.topic("exchange", "referral"), caseRef, events.submitted(
                other.seal(caseKey, caseRef, PeerEvents.person(country)).toPart(),
                PeerEvents.given(Purpose.RETURN, Purpose.MONITORING_AND_EVALUATION)), country);
        JsonNode file = await(caseRef, read -> read.path("opened").asBoolean(false)
                && read.path("person").path("nameOwnScript").asString("").equals("Malee Samplename"));
        assertThat(file.path("side").asString("")).isEqualTo("ORIGIN");
        assertThat(file.path("stage").asString("")).isEqualTo("ARRIVED");

        String path = "/cases/" + caseRef;
        LocalDate today = LocalDate.now(profile.timeZone());
        assertThat(post(path + "/reintegration-status", Role.CASE_MANAGER, key(), Map.of("status", "RECOVERY"), 422)
                .path("rule").asString("")).isEqualTo("no-case-manager");
        assertThat(post(path + "/case-manager", Role.CASE_MANAGER, key(),
                Map.of("unit", country + "-NOWHERE", "role", "CASE_MANAGER"), 422).path("rule").asString(""))
                .isEqualTo("unknown-unit");
        post(path + "/case-manager", Role.CASE_MANAGER, key(),
                Map.of("unit", profile.units().getFirst().code(), "role", "CASE_MANAGER"), 200);
        post(path + "/reintegration-stats", Role.CASE_MANAGER, key(), Map.of("needsAssessed", true, "planDate", today,
                "shelterState", "NOT_ASKED", "supports",
                List.of(Map.of("category", "SKILLS_TRAINING", "state", "STARTED"))), 200);
        post(path + "/reintegration-status", Role.CASE_MANAGER, key(), Map.of("status", "RECOVERY"), 200);
        post(path + "/reintegration-status", Role.CASE_MANAGER, key(), Map.of("status", "REINTEGRATION"), 200);
        post(path + "/reintegration-status", Role.CASE_MANAGER, key(), Map.of("status", "MONITORING"), 200);
        post(path + "/monitoring-visits", Role.CASE_MANAGER, key(), Map.of("visitNumber", 1, "state", "DONE",
                "doneOn", today, "mode", "VISIT", "outcome", "STABLE", "riskRaised", false), 200);
        assertThat(post(path + "/closure", Role.SUPERVISOR, key(), Map.of("reason", "REINTEGRATED",
                "toldHowToReturn", true, "caseManager", "nobody-at-all",
                "supervisor", Tokens.actor(Role.SUPERVISOR, country).reference()), 422).path("rule").asString(""))
                .isEqualTo("closure-by-unknown-case-manager");
        post(path + "/closure", Role.SUPERVISOR, key(), Map.of("reason", "REINTEGRATED", "lastVisitOn", today,
                "toldHowToReturn", true, "caseManager", Tokens.actor(Role.CASE_MANAGER, country).reference(),
                "supervisor", Tokens.actor(Role.SUPERVISOR, country).reference()), 200);
        post(path + "/reopening", Role.SUPERVISOR, key(), Map.of("reason", "NEW_NEED", "into", "RECOVERY"), 200);

        await(country, "exchange", "reintegration", caseRef, CaseReopened.class);
        assertThat(bodies(country, "exchange", "reintegration", caseRef)).hasExactlyElementsOfTypes(
                CaseManagerAssigned.class, ReintegrationStatusReported.class, ReintegrationStatusReported.class,
                ReintegrationStatusReported.class, CaseClosed.class, CaseReopened.class);
        String statRef = own.statRef(caseRef);
        await(country, "stats", "case", statRef, MonitoringVisitRecorded.class);
        assertThat(bodies(country, "stats", "case", statRef))
                .hasExactlyElementsOfTypes(ReintegrationStatsRecorded.class, MonitoringVisitRecorded.class)
                .allSatisfy(body -> assertThat(body.toString()).doesNotContain(caseRef));
        assertThat(own.read(own.topic("stats", "case"), statRef)).allSatisfy(message ->
                assertThat(message.headers().values().stream().map(value -> new String(value, StandardCharsets.UTF_8)))
                        .noneMatch(value -> value.contains(caseRef)));
    }

    @Test
    void what_a_person_says_about_testifying_at_the_host_stays_in_the_ministry() {
        String caseRef = post("/cases", Role.INTAKE_OFFICER, key(), opening(), 201).path("caseRef").asString("");
        PeerEvents events = new PeerEvents(caseRef, country, peer);
        ownReferralService().send(ownReferralService().topic("exchange", "referral"), caseRef, events.submitted(null,
                PeerEvents.given(Purpose.TRACING, Purpose.PHOTO_USE)), peer);
        JsonNode referred = await(caseRef, file -> file.path("stage").asString("").equals("REFERRED"));
        assertThat(referred.at("/witness/state").asString("")).isEqualTo("NOT_ASKED");
        String path = "/cases/" + caseRef + "/witness-cooperation";
        assertThat(post(path, Role.INTAKE_OFFICER, key(), Map.of("state", "COOPERATING"), 422).path("rule").asString(""))
                .isEqualTo("witness-order");
        assertThat(post(path, Role.INTAKE_OFFICER, key(), Map.of("state", "WILLING"), 422).path("rule").asString(""))
                .isEqualTo("witness-not-informed");
        assertThat(post(path, Role.INTAKE_OFFICER, key(), Map.of("state", "UNKNOWN"), 400).path("rule").asString(""))
                .isEqualTo("invalid-value");
        JsonNode written = post(path, Role.INTAKE_OFFICER, key(), Map.of("state", "WILLING", "since", "2026-01-20", "informed",
                true, "note", "A made-up agreement"), 200);
        assertThat(written.toString()).as("the answer to a write").doesNotContain("A made-up agreement").doesNotContain("jwe");
        post(path, Role.CASE_MANAGER, key(), Map.of("state", "PROCEEDINGS_HOLD", "since", "2026-01-21", "informed", true), 200);
        post(path, Role.CASE_MANAGER, key(), Map.of("state", "STOPPED", "since", "2026-01-23"), 200);
        JsonNode corrected = post(path, Role.CASE_MANAGER, key(), Map.of("state", "STOPPED", "since", "2026-01-22", "correction",
                "TYPING_FAULT"), 200);
        assertThat(corrected.path("stage").asString("")).isEqualTo("REFERRED");
        post("/cases/" + caseRef + "/consent-withdrawals", Role.INTAKE_OFFICER, key(), Map.of("purposes", List.of("PHOTO_USE")),
                200);

        JsonNode witness = get("/cases/" + caseRef, 200).path("witness");
        assertThat(witness.path("state").asString("")).isEqualTo("STOPPED");
        assertThat(witness.path("since").asString("")).isEqualTo("2026-01-22");
        assertThat(witness.path("next").toString()).isEqualTo("[\"WILLING\"]");
        assertThat(witness.at("/steps/0/note").asString("")).isEqualTo("A made-up agreement");
        assertThat(witness.at("/steps/2/correction/reason").asString("")).isEqualTo("TYPING_FAULT");
        assertThat(witness.path("steps")).hasSize(4);
        List<WitnessCooperationStateChanged> told = Awaitility.await().atMost(Duration.ofSeconds(40)).until(() ->
                bodies(country, "national", "case", caseRef).stream().filter(WitnessCooperationStateChanged.class::isInstance)
                        .map(WitnessCooperationStateChanged.class::cast).distinct().toList(), all -> all.size() == 4);
        assertThat(told).extracting(each -> each.getResultingState().name())
                .containsExactly("WILLING", "PROCEEDINGS_HOLD", "STOPPED", "STOPPED");
        assertThat(told.getLast().getSince()).isEqualTo(LocalDate.of(2026, 1, 22));
        assertThat(told.toString()).doesNotContain("made-up");
        await(country, "exchange", "consent", caseRef, ConsentWithdrawn.class);
        assertThat(leaving(caseRef)).as("what left the ministry").hasSizeGreaterThanOrEqualTo(2)
                .noneMatch(CaseJourneyContract::tellsOfTestimony);
    }

    /** Scenario 8: after the return, willing to testify, changes mind. Cambodia offers nothing of it after a return. */
    @Test
    void scenario_8_a_person_who_was_willing_to_testify_changes_mind_and_everything_else_goes_on_as_before() {
        String caseRef = arrivedCase(Purpose.RETURN, Purpose.MONITORING_AND_EVALUATION);
        String path = "/cases/" + caseRef;
        String witness = path + "/witness-cooperation";
        LocalDate today = LocalDate.now(profile.timeZone());
        post(path + "/case-manager", Role.CASE_MANAGER, key(), Map.of("unit", profile.units().getFirst().code(), "role",
                "CASE_MANAGER"), 200);
        Map<String, Object> willing = Map.of("state", "WILLING", "informed", true);
        if (!profile.offeredAfterReturnFrom(peer).contains(Region.WITNESS_COOPERATION)) {
            JsonNode refused = post(witness, Role.CASE_MANAGER, key(), willing, 422);
            assertThat(refused.path("rule").asString("")).isEqualTo("region-not-offered");
            assertThat(refused.path("detail").asString("")).contains("testify").doesNotContain("WITNESS");
            assertThat(get(path, 200).has("witness")).isFalse();
            return;
        }
        post(witness, Role.CASE_MANAGER, key(), willing, 200);
        post(path + "/reintegration-stats", Role.CASE_MANAGER, key(), Map.of("needsAssessed", true, "planDate", today,
                "shelterState", "NOT_ASKED", "supports", List.of(Map.of("category", "LEGAL", "state", "STARTED"))), 200);
        post(witness, Role.CASE_MANAGER, key(), Map.of("state", "COOPERATING"), 200);
        assertThat(post(witness, Role.CASE_MANAGER, key(), Map.of("state", "PROCEEDINGS_HOLD", "informed", true), 422)
                .path("rule").asString("")).as("the person is home").isEqualTo("wrong-side");
        JsonNode before = get(path, 200);
        JsonNode stopped = post(witness, Role.CASE_MANAGER, key(), Map.of("state", "STOPPED"), 200);
        assertThat(stopped.at("/witness/state").asString("")).isEqualTo("STOPPED");
        assertThat(stopped.path("reintegration")).as("assistance is unchanged").isEqualTo(before.path("reintegration"));
        assertThat(stopped.path("stage")).isEqualTo(before.path("stage"));
        post(path + "/reintegration-status", Role.CASE_MANAGER, key(), Map.of("status", "REINTEGRATION"), 200);
        post(path + "/monitoring-visits", Role.CASE_MANAGER, key(), Map.of("visitNumber", 1, "state", "DONE", "doneOn", today,
                "mode", "VISIT", "outcome", "STABLE", "riskRaised", false), 200);
        JsonNode closed = post(path + "/closure", Role.SUPERVISOR, key(), Map.of("reason", "REINTEGRATED", "toldHowToReturn",
                true), 200);
        assertThat(closed.path("stage").asString("")).isEqualTo("CLOSED");
        await(country, "exchange", "reintegration", caseRef, CaseClosed.class);
        assertThat(bodies(country, "exchange", "reintegration", caseRef)).hasExactlyElementsOfTypes(CaseManagerAssigned.class,
                ReintegrationStatusReported.class, ReintegrationStatusReported.class, CaseClosed.class);
        await(country, "stats", "case", ownReferralService().statRef(caseRef), MonitoringVisitRecorded.class);
        assertThat(leaving(caseRef)).as("nothing about it crosses the border or is counted").hasSizeGreaterThanOrEqualTo(6)
                .noneMatch(CaseJourneyContract::tellsOfTestimony);
    }

    /** Every record of a case that this ministry sent for the other country or for statistics. */
    private List<SpecificRecord> leaving(String caseRef) {
        PeerMinistry own = ownReferralService();
        return TopicCatalogue.load().all(List.of(country)).stream()
                .filter(topic -> Set.of("exchange", "stats").contains(topic.audience()))
                .flatMap(topic -> own.read(topic.name()).stream()).filter(message -> message.key().startsWith(caseRef)
                        || message.key().startsWith(own.statRef(caseRef))).map(own::decode).toList();
    }

    private static boolean tellsOfTestimony(SpecificRecord body) {
        String told = body.getSchema().getFullName() + body;
        return Stream.of("Witness", "WILLING", "COOPERATING", "STOPPED", "PROCEEDINGS", "made-up agreement")
                .anyMatch(told::contains);
    }

    @Test
    void who_is_not_a_victim_is_counted_and_who_is_home_is_too_but_no_case_is_opened() {
        Map<String, Object> notAVictim = new LinkedHashMap<>(opening());
        notAVictim.put("identification", identification("NOT_A_VICTIM"));
        JsonNode problem = post("/cases", Role.INTAKE_OFFICER, key(), notAVictim, 422);
        assertThat(problem.path("parameters").path("path").asString("")).isEqualTo("/non-victim-returns");
        Map<String, Object> home = new LinkedHashMap<>(opening());
        home.put("whereabouts", "COUNTRY_OF_ORIGIN");
        assertThat(post("/cases", Role.INTAKE_OFFICER, key(), home, 422).path("parameters").path("path").asString(""))
                .isEqualTo("/national-forms");
        String month = YearMonth.now(profile.timeZone()).toString();
        String checkpoint = profile.crossingPoints().getFirst().code();
        Map<String, Object> count = new LinkedHashMap<>(Map.of("month", month, "checkpoint", checkpoint,
                "leftCountry", country, "returnedTo", peer,
                "counts", List.of(Map.of("sex", "MALE", "ageGroup", "AGE_18_59", "count", 3))));
        post("/non-victim-returns", Role.RECEPTION_OFFICER, key(), count, 200);
        assertThat(post("/non-victim-returns", Role.RECEPTION_OFFICER, key(), count, 409).path("rule").asString(""))
                .isEqualTo("count-already-reported");
        count.put("supersedes", 1);
        post("/non-victim-returns", Role.RECEPTION_OFFICER, key(), count, 200);
        String key = month + "|" + checkpoint;
        Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(() ->
                assertThat(bodies(country, "stats", "case", key)).extracting(body ->
                        ((NonVictimReturnsCounted) body).getStatVersion()).containsExactly(1L, 2L));
        JsonNode forms = post("/national-forms", Role.INTAKE_OFFICER, key(),
                Map.of("month", month, "reason", "ALREADY_RETURNED"), 200);
        assertThat(forms.path("count").asInt(0)).isPositive();
        count.put("name", "Sokha Testperson");
        assertThat(post("/non-victim-returns", Role.RECEPTION_OFFICER, key(), count, 400).path("rule").asString(""))
                .isEqualTo("unknown-field");
    }

    @Test
    void a_case_of_an_own_national_or_an_unknown_case_is_refused_in_the_callers_language() {
        Map<String, Object> own = new LinkedHashMap<>(opening());
        own.put("originCountry", country);
        assertThat(post("/cases", Role.INTAKE_OFFICER, key(), own, 422).path("rule").asString(""))
                .isEqualTo("own-national");
        String missing = "/cases/" + UUID.randomUUID();
        byte[] khmer = client().get().uri(missing).headers(Tokens.as(Role.INTAKE_OFFICER, country))
                .header("Accept-Language", "km").exchange().expectStatus().isNotFound()
                .expectBody().returnResult().getResponseBody();
        assertThat(new String(Objects.requireNonNull(khmer), StandardCharsets.UTF_8)).contains("គ្មានករណីនេះទេ");
        client().get().uri(missing).exchange().expectStatus().isUnauthorized();
        client().get().uri(missing).headers(Tokens.as(Role.INTAKE_OFFICER, peer)).exchange()
                .expectStatus().isForbidden();
    }

    @Test
    void a_name_that_is_markup_or_only_looks_latin_and_a_date_that_does_not_exist_store_nothing() {
        Map<String, Object> script = new LinkedHashMap<>(opening());
        script.put("person", Map.of("nameOwnScript", "<script>alert(1)</script>", "sex", "FEMALE"));
        assertThat(post("/cases", Role.INTAKE_OFFICER, key(), script, 400).path("rule").asString(""))
                .isEqualTo("text-not-a-name");
        Map<String, Object> cyrillic = new LinkedHashMap<>(opening());
        cyrillic.put("person", Map.of("nameRomanised", "S\u043Ekha Testperson", "sex", "FEMALE"));
        assertThat(post("/cases", Role.INTAKE_OFFICER, key(), cyrillic, 400).path("rule").asString(""))
                .isEqualTo("name-not-in-latin-letters");
        Map<String, Object> impossible = new LinkedHashMap<>(opening());
        impossible.put("identification",
                Map.of("body", profile.identificationBodies().getFirst().code(), "decidedOn", "2026-02-30", "outcome", "VICTIM"));
        assertThat(post("/cases", Role.INTAKE_OFFICER, key(), impossible, 400).path("rule").asString(""))
                .isEqualTo("impossible-date");
    }

    @Test
    void a_code_that_only_a_newer_peer_knows_is_not_given() {
        String path = "/cases/" + UUID.randomUUID();
        assertThat(post(path + "/consent-withdrawals", Role.INTAKE_OFFICER, key(), Map.of("purposes", List.of("UNKNOWN")),
                400).path("rule").asString("")).isEqualTo("invalid-value");
        assertThat(post(path + "/reopening", Role.SUPERVISOR, key(), Map.of("reason", "UNKNOWN", "into", "RECOVERY"), 400)
                .path("rule").asString("")).isEqualTo("invalid-value");
    }

    @Test
    void all_fields_that_are_missing_are_told_at_once() {
        JsonNode problem = post("/cases", Role.INTAKE_OFFICER, key(), Map.of("wishToReturn", "YES", "identification",
                Map.of("outcome", "VICTIM"), "consents", List.of(Map.of("purpose", "TRACING"))), 400);
        assertThat(problem.path("rule").asString("")).isEqualTo("fields-missing");
        assertThat(problem.path("parameters").path("fields").asString("").split(", ")).containsExactlyInAnyOrder(
                "originCountry", "whereabouts", "identification.body", "identification.decidedOn", "person",
                "consents[0].decision", "consents[0].givenBy", "consents[0].language", "consents[0].decidedOn");
    }

    @Test
    void a_desk_whose_clock_runs_ahead_can_assign_a_case_manager_and_the_time_is_now() {
        String caseRef = arrivedCase();
        Instant ahead = Instant.now().plusSeconds(60);
        JsonNode file = post("/cases/" + caseRef + "/case-manager", Role.CASE_MANAGER, key(), Map.of("unit",
                profile.units().getFirst().code(), "role", "CASE_MANAGER", "assignedAt", ahead.toString()), 200);
        assertThat(Instant.parse(file.path("reintegration").path("responsible").path("since").asString("")))
                .isBefore(ahead);
    }

    @Test
    void a_person_without_a_known_name_gets_a_file_that_says_so() {
        Map<String, Object> nameless = new LinkedHashMap<>(opening());
        nameless.put("person", Map.of("nameUnknown", true, "sex", "FEMALE"));
        String caseRef = post("/cases", Role.INTAKE_OFFICER, key(), nameless, 201).path("caseRef").asString("");
        JsonNode person = get("/cases/" + caseRef, 200).path("person");
        assertThat(person.path("nameUnknown").asBoolean(false)).isTrue();
        assertThat(person.has("nameOwnScript")).isFalse();
        nameless.put("person", Map.of("nameRomanised", "Testfamily", "sex", "FEMALE"));
        post("/cases", Role.INTAKE_OFFICER, key(), nameless, 201);
        nameless.put("person", Map.of("sex", "FEMALE"));
        assertThat(post("/cases", Role.INTAKE_OFFICER, key(), nameless, 400).path("rule").asString(""))
                .isEqualTo("name-or-unknown");
    }

    @Test
    void a_child_who_turned_eighteen_decides_alone_and_the_file_asks_for_a_review() {
        LocalDate today = LocalDate.now(profile.timeZone());
        Map<String, Object> seventeen = new LinkedHashMap<>(opening());
        seventeen.put("identification", Map.of("body", profile.identificationBodies().getFirst().code(), "decidedOn", today.minusDays(8),
                "outcome", "VICTIM"));
        seventeen.put("person", Map.of("nameOwnScript", "Sokha Testperson", "sex", "FEMALE",
                "dateOfBirth", today.minusYears(18).minusDays(3)));
        seventeen.put("consents", List.of());
        JsonNode opened = post("/cases", Role.INTAKE_OFFICER, key(), seventeen, 201);
        assertThat(opened.path("statistics").path("ageGroup").asString("")).isEqualTo("AGE_12_17");
        String path = "/cases/" + opened.path("caseRef").asString("");
        Map<String, Object> alone = new LinkedHashMap<>(consent("TRACING", "GIVEN"));
        alone.put("decidedOn", today.minusDays(5));
        assertThat(post(path + "/consents", Role.INTAKE_OFFICER, key(), Map.of("consents", List.of(alone)), 422)
                .path("rule").asString("")).isEqualTo("child-needs-guardian");
        alone.put("decidedOn", today);
        post(path + "/consents", Role.INTAKE_OFFICER, key(), Map.of("consents", List.of(alone)), 200);
        JsonNode file = get(path, 200);
        assertThat(file.path("reviews").path(0).path("kind").asString("")).isEqualTo("SAFEGUARDS_OF_A_CHILD");
        assertThat(file.path("reviews").path(0).path("since").asString("")).isEqualTo(today.minusDays(3).toString());
        assertThat(file.path("statistics").path("careFlags").path(0).asString("")).isEqualTo("CHILD");
        post(path + "/safeguards-review", Role.CASE_MANAGER, key(), Map.of(), 200);
        JsonNode reviewed = get(path, 200);
        assertThat(reviewed.path("reviews").isEmpty()).isTrue();
        assertThat(reviewed.path("safeguardsReview").path("by").path("role").asString("")).isEqualTo("CASE_MANAGER");
        assertThat(reviewed.path("statistics").path("careFlags").path(0).asString("")).isEqualTo("CHILD");
        assertThat(post(path + "/safeguards-review", Role.CASE_MANAGER, key(), Map.of(), 422).path("rule").asString(""))
                .isEqualTo("no-review-due");
    }

    @Test
    void an_older_paper_entered_after_a_withdrawal_reaches_nobody() {
        String caseRef = post("/cases", Role.INTAKE_OFFICER, key(), opening(), 201).path("caseRef").asString("");
        PeerEvents events = new PeerEvents(caseRef, country, peer);
        ownReferralService().send(ownReferralService().topic("exchange", "referral"), caseRef, events.submitted(null,
                PeerEvents.given(Purpose.TRACING, Purpose.DATA_SHARING)), peer);
        await(caseRef, file -> file.path("stage").asString("").equals("REFERRED"));
        String path = "/cases/" + caseRef;
        post(path + "/consent-withdrawals", Role.INTAKE_OFFICER, key(), Map.of("purposes", List.of("TRACING")), 200);
        Map<String, Object> paper = new LinkedHashMap<>(consent("TRACING", "GIVEN"));
        paper.put("decidedOn", "2026-02-01");
        JsonNode file = post(path + "/consents", Role.INTAKE_OFFICER, key(), Map.of("consents", List.of(paper)), 200);
        assertThat(file.path("consents").findValuesAsString("decision")).contains("WITHDRAWN");
        assertThat(file.path("earlierConsents").path(0).path("fact").path("decision").asString("")).isEqualTo("GIVEN");
        post(path + "/consents", Role.INTAKE_OFFICER, key(), Map.of("consents", List.of(consent("PHOTO_USE", "REFUSED"))),
                200);
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> told(caseRef), all -> !all.isEmpty()
                && decision(all.getLast(), Purpose.PHOTO_USE) == ConsentDecision.REFUSED);
        assertThat(decision(told(caseRef).getLast(), Purpose.TRACING)).isEqualTo(ConsentDecision.WITHDRAWN);
        assertThat(bodies(country, "exchange", "consent", caseRef)).filteredOn(ConsentWithdrawn.class::isInstance).hasSize(1);
    }

    @Test
    void a_case_that_the_other_side_declined_is_closed_with_its_reason() {
        String caseRef = post("/cases", Role.INTAKE_OFFICER, key(), opening(), 201).path("caseRef").asString("");
        PeerEvents events = new PeerEvents(caseRef, country, peer);
        PeerMinistry other = Exchange.SHARED.peer(peer);
        other.send(other.topic("exchange", "referral"), caseRef, events.declined(), country);
        await(caseRef, file -> file.path("stage").asString("").equals("DECLINED"));
        JsonNode ended = post("/cases/" + caseRef + "/ending", Role.SUPERVISOR, key(), Map.of("reason", "DECLINED"), 200);
        assertThat(ended.path("stage").asString("")).isEqualTo("CLOSED");
        assertThat(ended.path("ending").path("reason").asString("")).isEqualTo("DECLINED");
    }

    private List<ConsentUpdated> told(String caseRef) {
        return bodies(country, "exchange", "consent", caseRef).stream().filter(ConsentUpdated.class::isInstance)
                .map(ConsentUpdated.class::cast).toList();
    }

    @Test
    void a_step_in_the_wrong_state_is_refused_with_the_next_step_and_who_takes_it() {
        String path = "/cases/" + post("/cases", Role.INTAKE_OFFICER, key(), opening(), 201).path("caseRef").asString("");
        Map<String, List<String>> said = Map.of("en", List.of("sends the referral", "intake officer"),
                "km", List.of("ផ្ញើការបញ្ជូន", "មន្ត្រីទទួលករណី"), "th", List.of("ส่งการส่งต่อ", "เจ้าหน้าที่รับกรณี"));
        said.forEach((language, words) -> client().post().uri(path + "/reopening").headers(Tokens.as(Role.SUPERVISOR, country))
                .header("Accept-Language", language).bodyValue(Map.of("reason", "NEW_NEED", "into", "RECOVERY")).exchange()
                .expectStatus().isEqualTo(422).expectBody().jsonPath("$.rule").isEqualTo("case-not-closed")
                .jsonPath("$.parameters.next").isEqualTo("REFER")
                .jsonPath("$.detail").value(detail -> assertThat(String.valueOf(detail)).contains(words)
                        .doesNotContain("CONSENTED").doesNotContain("REFER")));
    }

    @Test
    void a_corrected_day_of_consent_is_told_with_what_was_recorded_wrongly() {
        String caseRef = post("/cases", Role.INTAKE_OFFICER, key(), opening(), 201).path("caseRef").asString("");
        Map<String, Object> right = new LinkedHashMap<>(consent("RETURN", "GIVEN"));
        right.put("decidedOn", "2026-01-12");
        right.put("insteadOf", "2026-01-15");
        Map<String, Object> body = new LinkedHashMap<>(Map.of("consents", List.of(right)));
        assertThat(post("/cases/" + caseRef + "/consents", Role.CASE_MANAGER, key(), body, 400).path("rule").asString(""))
                .isEqualTo("field-missing");
        body.put("correction", "TYPING_FAULT");
        JsonNode file = post("/cases/" + caseRef + "/consents", Role.CASE_MANAGER, key(), body, 200);
        assertThat(file.at("/earlierConsents/0/fact/decidedOn").asString("")).isEqualTo("2026-01-15");
        assertThat(file.at("/earlierConsents/0/correction/reason").asString("")).isEqualTo("TYPING_FAULT");
        assertThat(file.at("/earlierConsents/0/correction/by/role").asString("")).isEqualTo("CASE_MANAGER");
        post("/cases/" + caseRef + "/consent-withdrawals", Role.CASE_MANAGER, key(),
                Map.of("purposes", List.of("RETURN"), "withdrawnOn", "2026-01-13"), 200);
        Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(
                bodies(country, "national", "case", caseRef)).filteredOn(CaseStandingRecorded.class::isInstance)
                .map(CaseStandingRecorded.class::cast).last().satisfies(told -> assertThat(told.getConsents())
                        .filteredOn(each -> each.getPurpose() == Purpose.RETURN).singleElement().satisfies(each -> {
                            assertThat(each.getDecision()).isEqualTo(ConsentDecision.WITHDRAWN);
                            assertThat(each.getInsteadOf()).singleElement().satisfies(wrong -> assertThat(
                                    wrong.getDecidedOn()).isEqualTo(LocalDate.of(2026, 1, 15)));
                        })));
    }

    private static ConsentDecision decision(ConsentUpdated told, Purpose purpose) {
        return told.getConsents().stream().filter(each -> each.getPurpose() == purpose).findFirst().orElseThrow()
                .getDecision();
    }

    private String arrivedCase() {
        return arrivedCase(Purpose.RETURN);
    }

    private String arrivedCase(Purpose... given) {
        String caseRef = UUID.randomUUID().toString();
        PeerEvents events = new PeerEvents(caseRef, peer, country);
        ownReferralService().send(ownReferralService().topic("exchange", "repatriation"), caseRef, events.arrived(), peer);
        PeerMinistry other = Exchange.SHARED.peer(peer);
        other.send(other.topic("exchange", "referral"), caseRef, events.submitted(null,
                PeerEvents.given(given)), country);
        await(caseRef, read -> read.path("opened").asBoolean(false) && !read.path("consents").isEmpty());
        return caseRef;
    }

    private Map<String, Object> opening() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("originCountry", peer);
        body.put("whereabouts", "HOST_COUNTRY");
        body.put("identification", identification("VICTIM"));
        body.put("wishToReturn", "YES");
        body.put("person", Map.of("nameOwnScript", "Sokha Testperson", "sex", "FEMALE", "dateOfBirth", "2000-01-31",
                "languages", List.of("km"), "originAddress", Map.of("province", "Sampleprovince")));
        body.put("careFlags", List.of("DISABILITY"));
        body.put("exploitationType", "FORCED_LABOUR");
        body.put("consents", Stream.of("TRACING", "FAMILY_CONTACT", "NATIONALITY_CHECK", "RETURN", "DATA_SHARING",
                "PHOTO_USE", "MONITORING_AND_EVALUATION").map(purpose -> consent(purpose, "GIVEN")).toList());
        return body;
    }

    private Map<String, Object> identification(String outcome) {
        return Map.of("body", profile.identificationBodies().getFirst().code(), "decidedOn", "2026-01-15", "outcome", outcome);
    }

    private static Map<String, Object> consent(String purpose, String decision) {
        return Map.of("purpose", purpose, "decision", decision, "givenBy", "PERSON", "language", "km",
                "decidedOn", "2026-01-15");
    }

    private CaseStandingContent told(String caseRef, CaseStandingRecorded standing) {
        return sealing.open(Objects.requireNonNull(keys.find(caseRef).block(Duration.ofSeconds(10))), caseRef,
                Sealed.of(standing.getSealed()), CaseStandingContent.class);
    }

    private PeerMinistry ownReferralService() {
        return Exchange.SHARED.peer(country);
    }

    private List<SpecificRecord> bodies(String owner, String audience, String entity, String key) {
        PeerMinistry reader = Exchange.SHARED.peer(owner);
        return reader.readBodies(reader.topic(audience, entity), key);
    }

    private <T> T await(String owner, String audience, String entity, String key, Class<T> type) {
        return Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> bodies(owner, audience, entity, key)
                .stream().filter(type::isInstance).map(type::cast).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    private JsonNode await(String caseRef, Predicate<JsonNode> condition) {
        return Awaitility.await().atMost(Duration.ofSeconds(40)).ignoreExceptions()
                .until(() -> get("/cases/" + caseRef, 200), condition);
    }

    private JsonNode get(String path, int status) {
        return json(client().get().uri(path).headers(Tokens.as(Role.CASE_MANAGER, country)).exchange()
                .expectStatus().isEqualTo(status).expectBody().returnResult().getResponseBody());
    }

    private JsonNode post(String path, Role role, String key, Map<String, Object> body, int status) {
        return json(client().post().uri(path).headers(Tokens.as(role, country)).header("Idempotency-Key", key)
                .bodyValue(body).exchange().expectStatus().isEqualTo(status)
                .expectBody().returnResult().getResponseBody());
    }

    private static JsonNode json(byte @Nullable [] body) {
        return JsonMapper.shared().readTree(Objects.requireNonNull(body));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private WebTestClient client() {
        return Client.at(address, Duration.ofSeconds(30));
    }
}
