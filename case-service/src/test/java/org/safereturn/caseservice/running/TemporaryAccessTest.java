package org.safereturn.caseservice.running;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.casefile.v1.TemporaryAccessReason;
import org.safereturn.casefile.v1.TemporaryAccessRecorded;
import org.safereturn.casefile.v1.TemporaryAccessState;
import org.safereturn.caseservice.temporaryaccess.TemporaryAccesses;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.caseservice.running.Desk.get;
import static org.safereturn.caseservice.running.Desk.post;

/** Reading a case of another unit, with a reason, a second person and an end, as the data protection officer sees it. */
class TemporaryAccessTest {

    private static final String OPENING = """
            {"originCountry": "TH", "whereabouts": "HOST_COUNTRY", "wishToReturn": "YES",
             "identification": {"body": "KH-COURT", "decidedOn": "2026-01-15", "outcome": "VICTIM"},
             "person": {"nameOwnScript": "Sokha Testperson", "sex": "FEMALE", "dateOfBirth": "2000-01-31"},
             "consents": [{"purpose": "TRACING", "decision": "REFUSED", "givenBy": "PERSON", "language": "km",
                           "decidedOn": "2026-01-15"}]}""";
    private static final String CONSENT = """
            {"consents": [{"purpose": "DATA_SHARING", "decision": "GIVEN", "givenBy": "PERSON", "language": "km",
             "decidedOn": "2026-01-15"}]}""";
    private static final String WISH = "{\"reason\": \"EMERGENCY\", \"explanation\": \"The unit cannot be reached\"}";

    private final String unit = "KH-UNIT-" + UUID.randomUUID();
    private final Actor intake = actor("kh-intake-7", Role.INTAKE_OFFICER, unit);
    private final Actor supervisor = actor("kh-supervisor-7", Role.SUPERVISOR, unit);
    private final Actor stranger = actor("kh-case-" + UUID.randomUUID(), Role.CASE_MANAGER, "KH-ELSEWHERE");
    private final Actor protection = actor("kh-dpo-1", Role.DATA_PROTECTION_OFFICER, "KH-DVP");
    private final String caseRef = post(intake, "/cases", OPENING, 201).path("caseRef").asString("");
    private final String path = "/cases/" + caseRef + "/temporary-access";

    @Test
    void a_case_of_another_unit_is_read_after_a_second_person_said_yes_and_until_it_is_taken_back() {
        get(stranger, "/cases/" + caseRef, 404);
        JsonNode asked = post(stranger, path, WISH, 201);
        assertThat(asked.at("/accesses/0/state").asString("")).isEqualTo("REQUESTED");
        assertThat(asked.at("/accesses/0/hours").asInt(0)).isEqualTo(24);
        assertThat(asked.toString()).doesNotContain("Sokha").doesNotContain("stage");
        get(stranger, "/cases/" + caseRef, 404);
        post(stranger, path + "/1/approval", "", 403);

        assertThat(post(supervisor, path + "/1/approval", "", 200).at("/accesses/0/state").asString(""))
                .isEqualTo("GRANTED");
        assertThat(get(stranger, "/cases/" + caseRef, 200).at("/person/nameOwnScript").asString(""))
                .isEqualTo("Sokha Testperson");
        get(actor("kh-other-1", Role.CASE_MANAGER, "KH-ELSEWHERE"), "/cases/" + caseRef, 404);
        get(intake, "/cases/" + caseRef, 200);
        assertThat(get(protection, "/audit/cases/" + caseRef + "?size=100", 200).path("items").valueStream()
                .filter(record -> record.path("endpoint").asString("").equals("GET /cases/{caseRef}")
                        && record.path("outcome").asString("").equals("SUCCESS"))
                .map(record -> record.path("officer").asString("") + " " + record.path("purpose").asString("")))
                .containsExactly(intake.reference() + " INTAKE", stranger.reference() + " TEMPORARY_ACCESS");

        post(protection, path + "/1/revocation", "", 200);
        get(stranger, "/cases/" + caseRef, 404);
    }

    @Test
    void who_tries_out_references_by_asking_for_access_waits_and_each_try_is_on_record() {
        String none = UUID.randomUUID().toString();
        for (int number = 0; number < 20; number++) {
            post(stranger, "/cases/" + none + "/temporary-access", WISH, 404);
        }
        JsonNode refused = post(stranger, path, WISH, 429);
        assertThat(refused.path("rule").asString("")).isEqualTo("too-many-requests");
        post(actor("kh-case-" + UUID.randomUUID(), Role.CASE_MANAGER, "KH-ELSEWHERE"), path, WISH, 201);
        assertThat(get(protection, "/audit/cases/" + none + "?size=100", 200).path("items").valueStream()
                .filter(record -> record.path("officer").asString("").equals(stranger.reference())
                        && record.path("outcome").asString("").equals("REFUSED"))).hasSize(20);
        assertThat(get(protection, "/audit/cases/" + caseRef + "?size=100", 200).toString()).contains(stranger.reference());
    }

    @Test
    void it_allows_reading_only_so_no_consent_is_given_and_nothing_is_sent_through_it() {
        post(stranger, path, WISH, 201);
        post(supervisor, path + "/1/approval", "", 200);
        get(stranger, "/cases/" + caseRef, 200);
        post(stranger, "/cases/" + caseRef + "/consents", CONSENT, 404);
        post(stranger, "/cases/" + caseRef + "/consent-withdrawals", "{\"purposes\": [\"TRACING\"]}", 404);
        post(stranger, "/cases/" + caseRef + "/case-manager",
                "{\"unit\": \"KH-ELSEWHERE\", \"role\": \"CASE_MANAGER\"}", 404);
        assertThat(get(intake, "/cases/" + caseRef, 200).path("consents").toString())
                .contains("REFUSED").doesNotContain("DATA_SHARING");
        assertThat(get(stranger, "/cases?size=100", 200).toString()).doesNotContain(caseRef);
    }

    @Test
    void why_somebody_asked_rests_sealed_and_is_read_by_who_oversees_it() {
        String words = "Made-up words of " + UUID.randomUUID();
        JsonNode asked = post(stranger, path, WISH.replace("The unit cannot be reached", words), 201);
        assertThat(asked.at("/accesses/0/explanation").asString("")).isEqualTo(words);
        assertThat(get(supervisor, path, 200).at("/accesses/0/explanation").asString("")).isEqualTo(words);
        assertThat(get(protection, "/temporary-access?size=100", 200).toString()).contains(words);
        ConfigurableApplicationContext service = RunningService.of("KH");
        MongoDatabase store = service.getBean(MongoClient.class).getDatabase(Objects.requireNonNull(new ConnectionString(
                service.getEnvironment().getRequiredProperty("spring.mongodb.uri")).getDatabase()));
        List<String> documents = Flux.from(store.listCollectionNames())
                .concatMap(name -> Flux.from(store.getCollection(name).find().sort(new Document("_id", 1))))
                .map(Document::toJson).collectList().blockOptional(Duration.ofSeconds(30)).orElseThrow();
        assertThat(documents).as("the raw file is among them")
                .anyMatch(document -> document.contains(caseRef) && document.contains("EMERGENCY"));
        assertThat(documents).noneMatch(document -> document.contains(words));
    }

    @Test
    void the_data_protection_officer_is_told_of_it_and_reads_no_case() {
        post(stranger, path, WISH, 201);
        post(supervisor, path + "/1/approval", "", 200);
        JsonNode told = get(protection, "/temporary-access?size=100", 200);
        JsonNode mine = told.path("items").valueStream()
                .filter(item -> item.path("caseRef").asString("").equals(caseRef)).findFirst().orElseThrow();
        assertThat(mine.at("/accesses/0/requestedBy/reference").asString("")).isEqualTo(stranger.reference());
        assertThat(mine.at("/accesses/0/grantedBy/reference").asString("")).isEqualTo(supervisor.reference());
        assertThat(mine.at("/accesses/0/reason").asString("")).isEqualTo("EMERGENCY");
        assertThat(mine.at("/accesses/0/until").asString("")).isNotEmpty();
        get(protection, "/cases/" + caseRef, 403);
        get(supervisor, "/temporary-access", 403);
    }

    @Test
    void the_own_services_are_told_of_the_grant_and_of_its_early_end_and_nobody_else_is() {
        post(stranger, path, WISH, 201);
        post(supervisor, path + "/1/approval", "", 200);
        post(protection, path + "/1/revocation", "", 200);
        PeerMinistry here = Exchange.SHARED.peer("KH");
        List<TemporaryAccessRecorded> told = Awaitility.await().atMost(Duration.ofSeconds(30)).until(
                () -> here.readBodies(here.topic("national", "case"), caseRef).stream()
                        .filter(TemporaryAccessRecorded.class::isInstance).map(TemporaryAccessRecorded.class::cast).toList(),
                records -> records.size() == 2);
        assertThat(told).extracting(TemporaryAccessRecorded::getResultingState)
                .containsExactly(TemporaryAccessState.GRANTED, TemporaryAccessState.ENDED);
        assertThat(told).allSatisfy(record -> {
            assertThat(record.getGrantedTo().getReference()).isEqualTo(stranger.reference());
            assertThat(record.getGrantedBy().getReference()).isEqualTo(supervisor.reference());
            assertThat(record.getReason()).isEqualTo(TemporaryAccessReason.EMERGENCY);
            assertThat(Duration.between(record.getStartsAt(), record.getEndsAt())).isEqualTo(Duration.ofHours(24));
            assertThat(record.toString()).doesNotContain("cannot be reached").doesNotContain("Sokha");
        });
        assertThat(here.readBodies(here.topic("exchange", "consent"), caseRef)).isEmpty();
    }

    @Test
    void it_waits_until_the_data_protection_officer_acknowledges_it() {
        TemporaryAccesses accesses = RunningService.of("KH").getBean(TemporaryAccesses.class);
        post(stranger, path, WISH, 201);
        assertThat(waiting(protection)).as("a wish that nobody granted").doesNotContain(caseRef);
        assertThat(post(protection, path + "/1/acknowledgement", "", 409).path("rule").asString(""))
                .isEqualTo("temporary-access-nothing-to-acknowledge");
        long before = Objects.requireNonNull(accesses.unacknowledged().block(Duration.ofSeconds(10)));
        post(supervisor, path + "/1/approval", "", 200);
        assertThat(waiting(protection)).contains(caseRef);
        assertThat(accesses.unacknowledged().block(Duration.ofSeconds(10))).isGreaterThan(before);
        Gauge gauge = RunningService.of("KH").getBean(MeterRegistry.class)
                .get("safereturn.temporary.access.unacknowledged").gauge();
        assertThat(gauge.getId().getTags()).isEmpty();
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(gauge::value, count -> count >= 1);
        post(supervisor, path + "/1/acknowledgement", "", 403);

        JsonNode acknowledged = post(protection, path + "/1/acknowledgement", "", 200);
        assertThat(acknowledged.at("/accesses/0/unacknowledged").asBoolean(true)).isFalse();
        assertThat(acknowledged.at("/accesses/0/acknowledgedBy/reference").asString("")).isEqualTo(protection.reference());
        assertThat(acknowledged.at("/accesses/0/acknowledgedAt").asString("")).isNotEmpty();
        assertThat(waiting(protection)).doesNotContain(caseRef);
        assertThat(get(protection, "/temporary-access?size=100", 200).toString()).contains(caseRef);
        assertThat(post(protection, path + "/1/acknowledgement", "", 409).path("rule").asString(""))
                .isEqualTo("temporary-access-nothing-to-acknowledge");
        get(stranger, "/cases/" + caseRef, 200);
    }

    @Test
    void who_sees_the_case_needs_none_and_nobody_gets_it_for_longer_than_the_country_allows() {
        assertThat(post(intake, path, WISH, 409).path("rule").asString("")).isEqualTo("temporary-access-not-needed");
        assertThat(post(stranger, path, WISH.replace("\"EMERGENCY\"", "\"EMERGENCY\", \"hours\": 73"), 400)
                .path("rule").asString("")).isEqualTo("temporary-access-too-long");
        post(stranger, path, WISH.replace("\"EMERGENCY\"", "\"EMERGENCY\", \"hours\": 72"), 201);
        assertThat(post(stranger, path, WISH, 409).path("rule").asString("")).isEqualTo("temporary-access-already-asked");
        post(actor("kh-me-1", Role.ME_OFFICER, "KH-DVP"), path, WISH, 403);
        post(actor("kh-supervisor-9", Role.SUPERVISOR, "KH-ELSEWHERE"), path + "/1/approval", "", 404);
    }

    private static String waiting(Actor protection) {
        return get(protection, "/temporary-access?unacknowledged=true&size=100", 200).toString();
    }

    private static Actor actor(String reference, Role role, String unit) {
        return new Actor(reference, role.name(), unit, "KH");
    }
}
