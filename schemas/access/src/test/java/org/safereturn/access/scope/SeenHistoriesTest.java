package org.safereturn.access.scope;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose access histories a supervisor reads. */
class SeenHistoriesTest {

    private static final ContactPoints CONTACT = new ContactPoints() {

        @Override
        public boolean contain(String unit) {
            return unit.startsWith("KH-CONTACT");
        }

        @Override
        public Set<Role> overseers() {
            return Set.of(Role.SUPERVISOR);
        }
    };
    private static final Map<String, Flux<CaseScope>> CASES = Map.of(
            "own", Flux.just(CaseScope.NOBODY.withUnit("KH-UNIT-2"), CaseScope.NOBODY.withUnit("KH-UNIT-1")),
            "held", Flux.just(CaseScope.NOBODY.withOfficer("kh-supervisor-1")),
            "elsewhere", Flux.just(CaseScope.NOBODY.withUnit("KH-UNIT-2")),
            "nobody", Flux.just(CaseScope.NOBODY));

    @ParameterizedTest
    @CsvSource({"KH-UNIT-1, own, true", "KH-UNIT-1, held, true", "KH-UNIT-1, elsewhere, false", "KH-UNIT-1, nobody, false", "KH-UNIT-1, none, false",
        "KH-CONTACT-1, elsewhere, true", "KH-CONTACT-1, none, true"})
    void a_supervisor_reads_those_of_the_cases_that_the_supervisor_sees_and_all_where_the_supervisor_oversees(
            String unit, String caseRef, boolean may) {
        Actor supervisor = new Actor("kh-supervisor-1", Role.SUPERVISOR.name(), unit, "KH");
        assertThat(new SeenHistories(CONTACT, ref -> CASES.getOrDefault(ref, Flux.empty())).mayRead(supervisor, caseRef)
                .block(Duration.ofSeconds(5))).isEqualTo(may);
    }
}
