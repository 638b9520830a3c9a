package org.safereturn.caseservice.running;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.work.v1.DeadlineTimer;
import org.safereturn.work.v1.WorkItemChanged;
import org.safereturn.work.v1.WorkItemState;
import org.safereturn.work.v1.WorkList;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.caseservice.running.Desk.get;
import static org.safereturn.caseservice.running.Desk.post;

/** What waits for an officer, told by the three services of the ministry. */
class WorkTest {

    private static final String OPENING = """
            {"originCountry": "TH", "whereabouts": "HOST_COUNTRY", "wishToReturn": "YES",
             "identification": {"body": "KH-COURT", "decidedOn": "2026-01-15", "outcome": "VICTIM"},
             "person": {"nameOwnScript": "Sokha Testperson", "sex": "FEMALE", "dateOfBirth": "2000-01-31"},
             "consents": [{"purpose": "TRACING", "decision": "REFUSED", "givenBy": "PERSON", "language": "km",
                           "decidedOn": "2026-01-15"}]}""";

    private final String unit = "KH-UNIT-" + UUID.randomUUID();
    private final Actor intake = actor(Role.INTAKE_OFFICER, unit);
    private final Actor supervisor = actor(Role.SUPERVISOR, unit);
    private final Actor protection = actor(Role.DATA_PROTECTION_OFFICER, "KH-DVP");
    private final PeerMinistry here = Exchange.SHARED.peer("KH");

    @Test
    void what_a_service_of_the_ministry_tells_waits_for_the_unit_and_the_roles_that_do_it_until_it_is_done() {
        String caseRef = UUID.randomUUID().toString();
        PeerEvents origin = new PeerEvents(caseRef, "TH", "KH");
        assertThat(count(intake, WorkList.REFERRAL_TO_OPEN)).isZero();
        tell(origin.waits(WorkList.REFERRAL_TO_OPEN, 1, unit));
        await(() -> count(intake, WorkList.REFERRAL_TO_OPEN), 1);
        JsonNode item = get(intake, "/work", 200).at("/items/0");
        assertThat(item.path("caseRef").asString("")).isEqualTo(caseRef);
        assertThat(item.path("list").asString("")).isEqualTo("REFERRAL_TO_OPEN");
        assertThat(item.at("/units/0").asString("")).isEqualTo(unit);
        assertThat(Instant.parse(item.path("since").asString(""))).isEqualTo(PeerEvents.START);
        assertThat(get(actor(Role.INTAKE_OFFICER, unit + "x"), "/work", 200).path("items")).isEmpty();
        JsonNode tracer = get(actor(Role.TRACING_OFFICER, unit), "/work", 200);
        assertThat(tracer.path("items")).isEmpty();
        assertThat(tracer.path("counts").valueStream().map(each -> each.path("list").asString("")))
                .contains("TRACING_TO_DO").doesNotContain("REFERRAL_TO_OPEN");

        tell(origin.waitsNoLonger(WorkList.REFERRAL_TO_OPEN, 2));
        await(() -> count(intake, WorkList.REFERRAL_TO_OPEN), 0);
    }

    @Test
    void a_temporary_access_waits_for_the_supervisor_of_the_case_and_then_for_the_data_protection_officer() {
        String caseRef = post(intake, "/cases", OPENING, 201).path("caseRef").asString("");
        String path = "/cases/" + caseRef + "/temporary-access";
        post(actor(Role.CASE_MANAGER, "KH-ELSEWHERE"), path,
                "{\"reason\": \"EMERGENCY\", \"explanation\": \"The unit cannot be reached\"}", 201);
        await(() -> count(supervisor, WorkList.ACCESS_TO_DECIDE), 1);
        assertThat(shown(intake, "ACCESS_TO_DECIDE", caseRef)).as("not the own role's").isFalse();
        post(supervisor, path + "/1/approval", "", 200);
        await(() -> count(supervisor, WorkList.ACCESS_TO_DECIDE), 0);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> shown(protection, "ACCESS_TO_ACKNOWLEDGE", caseRef));
        post(protection, path + "/1/acknowledgement", "", 200);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !shown(protection, "ACCESS_TO_ACKNOWLEDGE", caseRef));
    }

    @Test
    void a_case_waits_for_consents_and_then_for_the_referral_until_it_is_sent() {
        String caseRef = post(intake, "/cases", OPENING, 201).path("caseRef").asString("");
        await(() -> count(intake, WorkList.CONSENTS_TO_RECORD), 1);
        assertThat(get(intake, "/work", 200).at("/items/0/caseRef").asString("")).isEqualTo(caseRef);
        post(intake, "/cases/" + caseRef + "/consents", """
                {"consents": [{"purpose": "DATA_SHARING", "decision": "GIVEN", "givenBy": "PERSON", "language": "km",
                               "decidedOn": "2026-01-16"},
                              {"purpose": "NATIONALITY_CHECK", "decision": "GIVEN", "givenBy": "PERSON", "language": "km",
                               "decidedOn": "2026-01-16"}]}""", 200);
        await(() -> count(intake, WorkList.CASE_TO_REFER), 1);
        assertThat(count(intake, WorkList.CONSENTS_TO_RECORD)).isZero();
        post(intake, "/cases/" + caseRef + "/consent-withdrawals", "{\"purposes\": [\"DATA_SHARING\"]}", 200);
        await(() -> count(intake, WorkList.CASE_TO_REFER), 0);
    }

    @Test
    void what_is_told_of_a_case_says_nothing_about_the_person_and_names_no_officer() {
        String caseRef = post(intake, "/cases", OPENING, 201).path("caseRef").asString("");
        post(actor(Role.CASE_MANAGER, "KH-ELSEWHERE"), "/cases/" + caseRef + "/temporary-access",
                "{\"reason\": \"EMERGENCY\", \"explanation\": \"The unit cannot be reached\"}", 201);
        List<WorkItemChanged> told = Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> here.readBodies(
                here.topic("national", "work"), caseRef + "|ACCESS_TO_DECIDE").stream()
                .map(WorkItemChanged.class::cast).toList(), records -> records.size() == 1);
        assertThat(told).singleElement().satisfies(record -> {
            assertThat(record.getResultingState()).isEqualTo(WorkItemState.OPEN);
            assertThat(record.getUnits()).containsExactly(unit);
            assertThat(record.toString()).doesNotContain("Sokha").doesNotContain(intake.reference())
                    .doesNotContain("cannot be reached");
            assertThat(record.getActor().getRole()).isEqualTo("SYSTEM");
        });
    }

    @Test
    void who_oversees_the_ministry_sees_every_list_of_every_unit_and_nobody_else_does() {
        String caseRef = UUID.randomUUID().toString();
        tell(new PeerEvents(caseRef, "TH", "KH").waits(WorkList.TRACING_TO_DO, 1, unit));
        Actor overseer = actor(Role.SUPERVISOR, "KH-DVP");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> shown(overseer, "TRACING_TO_DO&of=MINISTRY", caseRef));
        Actor system = new Actor("kh-system", Role.MINISTRY_SYSTEM.name(), "KH-DVP", "KH");
        assertThat(shown(system, "TRACING_TO_DO&of=MINISTRY", caseRef)).isTrue();
        assertThat(get(overseer, "/work", 200).path("counts").valueStream().map(each -> each.path("list").asString("")))
                .doesNotContain("TRACING_TO_DO");
        assertThat(get(supervisor, "/work?of=MINISTRY", 403).path("rule").asString(""))
                .isEqualTo("ministry-work-not-permitted");
        assertThat(shown(actor(Role.INTAKE_OFFICER, "KH-DVP"), "TRACING_TO_DO&of=MINISTRY", caseRef)).as("contact point").isTrue();
        get(actor(Role.RECEPTION_OFFICER, "KH-DVP"), "/work?of=MINISTRY", 403);
        tell(new PeerEvents(caseRef, "TH", "KH").waitsNoLonger(WorkList.TRACING_TO_DO, 2));
    }

    @Test
    void the_work_of_a_unit_is_seen_by_every_role_there_and_in_no_other_unit() {
        String caseRef = UUID.randomUUID().toString();
        tell(new PeerEvents(caseRef, "TH", "KH").waits(WorkList.TRACING_TO_DO, 1, unit));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> shown(intake, "TRACING_TO_DO&of=UNIT", caseRef));
        assertThat(get(intake, "/work", 200).path("items")).as("not the own role's").isEmpty();
        assertThat(shown(actor(Role.SUPERVISOR, unit + "x"), "TRACING_TO_DO&of=UNIT", caseRef)).isFalse();
        assertThat(get(protection, "/work?of=UNIT", 200).path("items")).isEmpty();
        tell(new PeerEvents(caseRef, "TH", "KH").waitsNoLonger(WorkList.TRACING_TO_DO, 2));
    }

    @Test
    void arrivals_of_today_and_tomorrow_are_counted_by_crossing_point() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Phnom_Penh"));
        List<String> refs = new ArrayList<>();
        for (int day = -1; day < 3; day++) {
            refs.add(arrives(today.plusDays(day), "KH-POI-PET"));
        }
        refs.add(arrives(today, "KH-CHAM-YEAM"));
        Actor reception = actor(Role.RECEPTION_OFFICER, unit);
        await(() -> count(reception, WorkList.ARRIVAL_EXPECTED), 5);
        JsonNode expected = get(reception, "/arrivals", 200);
        assertThat(expected.path("arrivals").valueStream().map(each -> each.path("caseRef").asString("")))
                .containsExactly(refs.get(4), refs.get(1), refs.get(2));
        assertThat(expected.path("counts").valueStream().map(each -> each.path("crossingPoint").asString("") + " "
                + each.path("today").asInt(-1) + " " + each.path("tomorrow").asInt(-1) + " " + each.path("total").asInt(-1)))
                .containsExactly("KH-CHAM-YEAM 1 0 1", "KH-POI-PET 1 1 2");
        assertThat(get(actor(Role.RECEPTION_OFFICER, unit + "x"), "/arrivals", 200).path("arrivals")).isEmpty();
        assertThat(get(actor(Role.INTAKE_OFFICER, "KH-DVP"), "/arrivals?of=MINISTRY", 200).path("arrivals").valueStream()
                .map(each -> each.path("caseRef").asString(""))).contains(refs.get(1), refs.get(2), refs.get(4));
        get(reception, "/arrivals?of=MINISTRY", 403);
    }

    private String arrives(LocalDate day, String crossingPoint) {
        String caseRef = UUID.randomUUID().toString();
        tell(WorkItemChanged.newBuilder(new PeerEvents(caseRef, "TH", "KH").waits(WorkList.ARRIVAL_EXPECTED, 1, unit))
                .setSince(day.atStartOfDay(ZoneOffset.UTC).toInstant()).setDueOn(day).setCrossingPoint(crossingPoint).build());
        return caseRef;
    }

    @Test
    void what_is_overdue_due_today_and_due_soon_is_listed_by_its_day_and_counted_and_the_rest_is_not() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Phnom_Penh"));
        List<String> refs = Stream.of(-3, -40, 0, 5, 30).map(days -> due(today.plusDays(days))).toList();
        tell(new PeerEvents(UUID.randomUUID().toString(), "TH", "KH").waits(WorkList.REFERRAL_TO_ANSWER, 1, unit));
        await(() -> count(intake, WorkList.REFERRAL_TO_ANSWER), 6);
        JsonNode overdue = get(intake, "/due-work?when=OVERDUE", 200);
        assertThat(caseRefs(overdue)).containsExactly(refs.get(1), refs.get(0));
        assertThat(overdue.path("counts").valueStream().filter(each -> each.path("list").asString("").equals("REFERRAL_TO_ANSWER"))
                .mapToInt(each -> each.path("total").asInt(-1))).containsExactly(2);
        assertThat(overdue.at("/items/0/timer").asString("")).isEqualTo("T_ACCEPT");
        assertThat(overdue.at("/items/0/overdue").asBoolean(false)).isTrue();
        assertThat(overdue.at("/items/0/holidaysUnknown/0").asInt(0)).isEqualTo(2031);
        assertThat(caseRefs(get(intake, "/due-work?when=TODAY", 200))).containsExactly(refs.get(2));
        assertThat(caseRefs(get(intake, "/due-work?when=APPROACHING", 200))).containsExactly(refs.get(3));
        JsonNode first = get(intake, "/due-work?size=1", 200);
        assertThat(caseRefs(get(intake, "/due-work?size=1&after=" + first.path("next").asString(""), 200)))
                .containsExactly(refs.get(0));
        assertThat(caseRefs(get(actor(Role.INTAKE_OFFICER, unit + "x"), "/due-work", 200))).isEmpty();
        get(intake, "/due-work?of=MINISTRY", 403);
        get(intake, "/due-work?when=SOMETIME", 400);
    }

    private String due(LocalDate day) {
        String caseRef = UUID.randomUUID().toString();
        tell(WorkItemChanged.newBuilder(new PeerEvents(caseRef, "TH", "KH").waits(WorkList.REFERRAL_TO_ANSWER, 1, unit))
                .setDueOn(day).setTimer(DeadlineTimer.T_ACCEPT).setHolidaysUnknown(List.of(2031)).build());
        return caseRef;
    }

    private static List<String> caseRefs(JsonNode answer) {
        return answer.path("items").valueStream().map(item -> item.path("caseRef").asString("")).toList();
    }

    @Test
    void the_list_goes_on_page_by_page_oldest_first() {
        for (int number = 0; number < 5; number++) {
            tell(WorkItemChanged.newBuilder(new PeerEvents(UUID.randomUUID().toString(), "TH", "KH")
                    .waits(WorkList.VISIT_TO_MAKE, 1, unit)).setSince(PeerEvents.START.plusSeconds(100 - number)).build());
        }
        Actor manager = actor(Role.CASE_MANAGER, unit);
        await(() -> count(manager, WorkList.VISIT_TO_MAKE), 5);
        JsonNode first = get(manager, "/work?list=VISIT_TO_MAKE&size=3", 200);
        JsonNode second = get(manager, "/work?list=VISIT_TO_MAKE&size=3&after=" + first.path("next").asString(""), 200);
        List<String> since = Stream.concat(first.path("items").valueStream(),
                second.path("items").valueStream()).map(item -> item.path("since").asString("")).toList();
        assertThat(since).hasSize(5).isSorted();
        assertThat(second.path("next").isMissingNode() || second.path("next").isNull()).isTrue();
        get(manager, "/work?list=NO_SUCH_LIST", 400);
        get(manager, "/work?lists=VISIT_TO_MAKE", 400);
    }

    private void tell(WorkItemChanged told) {
        here.send(here.topic("national", "work"), told.getCaseRef() + "|" + told.getList(), told, "TH");
    }

    private static boolean shown(Actor actor, String list, String caseRef) {
        return get(actor, "/work?size=200&list=" + list, 200).path("items").valueStream()
                .anyMatch(item -> item.path("caseRef").asString("").equals(caseRef));
    }

    private static int count(Actor actor, WorkList list) {
        return get(actor, "/work", 200).path("counts").valueStream()
                .filter(each -> each.path("list").asString("").equals(list.name()))
                .mapToInt(each -> each.path("total").asInt(-1)).findFirst().orElse(-1);
    }

    private static void await(Callable<Integer> count, int expected) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(count, Integer.valueOf(expected)::equals);
    }

    private static Actor actor(Role role, String unit) {
        return new Actor("kh-" + UUID.randomUUID(), role.name(), unit, "KH");
    }
}
