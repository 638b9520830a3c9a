package org.safereturn.caseservice.running;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.AccessMatrixContract;
import org.safereturn.access.testing.Client;
import org.safereturn.access.testing.Tokens;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Who gets in where in the case service. */
class CaseAccessMatrixTest extends AccessMatrixContract {

    private static final Actor HOLDING = new Actor(HOLDER, Role.INTAKE_OFFICER.name(), "KH-UNIT-1", "KH");

    private static String held = "";

    @BeforeAll
    static void open() {
        held = opened().path("caseRef").asString("");
    }

    @Override
    protected ApplicationContext service() {
        return RunningService.of("KH");
    }

    @Override
    protected String ministry() {
        return "KH";
    }

    @Override
    protected String caseFor(String endpoint) {
        return held;
    }

    @Override
    protected Set<String> unknownCase() {
        return Set.of("unknown-case", "unknown-history");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"INTAKE_OFFICER", "CASE_MANAGER", "SUPERVISOR", "RECEPTION_OFFICER"})
    void a_list_and_its_total_hold_the_callers_cases_only(Role role) {
        String unit = "KH-UNIT-" + UUID.randomUUID();
        JsonNode before = list(new Actor("kh-colleague-1", role.name(), unit, "KH"));
        assertThat(before.path("total").asInt(-1)).isZero();
        String mine = opened(new Actor("kh-opener-1", Role.INTAKE_OFFICER.name(), unit, "KH")).path("caseRef").asString("");
        JsonNode after = list(new Actor("kh-colleague-1", role.name(), unit, "KH"));
        assertThat(after.path("total").asInt(-1)).isEqualTo(1);
        assertThat(after.at("/items/0/caseRef").asString("")).isEqualTo(mine);
        assertThat(list(new Actor("kh-colleague-1", role.name(), unit + "x", "KH")).path("total").asInt(-1)).isZero();
    }

    @Test
    void the_ministrys_system_lists_the_cases_of_every_unit() {
        assertThat(list(new Actor("kh-system", Role.MINISTRY_SYSTEM.name(), "KH-DVP", "KH")).path("total").asInt(0))
                .isPositive();
    }

    @Test
    void who_oversees_the_ministry_lists_the_headings_of_every_unit_and_reads_no_case_of_another_one() {
        String mine = opened(new Actor("kh-opener-2", Role.INTAKE_OFFICER.name(), "KH-UNIT-" + UUID.randomUUID(), "KH"))
                .path("caseRef").asString("");
        Actor contact = new Actor("kh-contact-1", Role.INTAKE_OFFICER.name(), contactPoint(), "KH");
        JsonNode heading = Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> heading(contact, mine),
                found -> !found.isMissingNode());
        assertThat(heading.propertyNames()).containsExactlyInAnyOrder("caseRef", "party", "direction", "state", "units",
                "contactPoints", "changedAt");
        assertThat(Desk.get(contact, "/cases/headings?state=CLOSED&size=200", 200).toString()).doesNotContain(mine);
        assertThat(Desk.get(contact, "/cases/headings?size=1", 200).path("counts").valueStream()
                .filter(each -> each.path("state").equals(heading.path("state"))).mapToLong(each -> each.path("total").asLong(0)))
                .allSatisfy(total -> assertThat(total).isPositive()).hasSize(1);
        Desk.get(contact, "/cases/" + mine, 404);
        assertThat(list(contact).toString()).as("the own list stays the own").doesNotContain(mine);
        assertThat(Desk.get(new Actor("kh-dpo-1", Role.DATA_PROTECTION_OFFICER.name(), "KH-DVP", "KH"),
                "/audit/cases/" + mine, 200).toString()).contains("kh-contact-1", "/cases/headings");
    }

    private static JsonNode heading(Actor actor, String caseRef) {
        JsonNode page = Desk.get(actor, "/cases/headings?size=200", 200);
        List<String> changes = new ArrayList<>();
        while (true) {
            page.path("items").forEach(each -> changes.add(each.path("changedAt").asString("")));
            assertThat(changes).isSorted();
            Optional<JsonNode> found = page.path("items").valueStream()
                    .filter(each -> each.path("caseRef").asString("").equals(caseRef)).findFirst();
            String next = page.path("next").asString("");
            if (found.isPresent() || next.isEmpty()) {
                return found.orElse(MissingNode.getInstance());
            }
            page = Desk.get(actor, "/cases/headings?size=200&after=" + next, 200);
        }
    }

    private static JsonNode list(Actor actor) {
        return json(client().get().uri("/cases?size=100").headers(Tokens.as(actor)).exchange().expectStatus().isOk()
                .expectBody().returnResult().getResponseBody());
    }

    private static JsonNode opened() {
        return opened(HOLDING);
    }

    private static JsonNode opened(Actor by) {
        return json(client().post().uri("/cases").headers(Tokens.as(by)).header("Content-Type", "application/json")
                .bodyValue(examples("case-service").getOrDefault("POST /cases", "")).exchange().expectStatus().isCreated().expectBody().returnResult()
                .getResponseBody());
    }

    private static JsonNode json(byte @Nullable [] body) {
        return JsonMapper.shared().readTree(Objects.requireNonNull(body));
    }

    private static WebTestClient client() {
        return Client.at("http://127.0.0.1:"
                + RunningService.of("KH").getEnvironment().getRequiredProperty("local.server.port"), Duration.ofSeconds(30));
    }
}
