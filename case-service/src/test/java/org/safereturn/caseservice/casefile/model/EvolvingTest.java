package org.safereturn.caseservice.casefile.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.safereturn.access.time.Moment;
import org.safereturn.caseservice.consent.model.Purpose;
import org.safereturn.caseservice.reintegration.model.ClosureReason;
import org.safereturn.caseservice.reintegration.model.ReintegrationStats;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.ShelterState;
import org.safereturn.caseservice.witness.model.WitnessState;
import org.safereturn.caseservice.witness.model.WitnessStep;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.NOW;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.OFFICER;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.START;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.SUPERVISOR;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.TODAY;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.after;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.closure;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.given;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.managedFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.monitoredFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opened;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.referredFile;

/** One evolution for what is decided here and what is heard. */
class EvolvingTest {

    @ParameterizedTest
    @MethodSource("decisions")
    void the_decided_file_is_what_its_events_give(CaseFile before, Decision<CaseFile, CaseEvent> decision) {
        assertThat(decision).isInstanceOfSatisfying(Decision.Accepted.class, accepted -> {
            CaseFile file = before;
            for (Object event : accepted.events()) {
                file = file.evolve((CaseEvent) event);
            }
            assertThat(file).isEqualTo(accepted.state());
        });
    }

    static Stream<Arguments> decisions() {
        Moment later = after(Duration.ofSeconds(90));
        ReintegrationStats stats = new ReintegrationStats(true, TODAY, ShelterState.DECLINED, null, true, List.of(), null);
        return Stream.of(
                Arguments.of(CaseFile.heardOf(Party.HOST, new Journey("TH", "KH")), CaseFile.open(CaseFixtures.opening(),
                        CaseFixtures.PERSON, CaseFixtures.ROUTING, OFFICER, NOW)),
                Arguments.of(opened(), opened().identify(CaseFixtures.opening().identification(), WishToReturn.NO,
                        CaseFixtures.PERSON, CaseFixtures.ROUTING, OFFICER, later)),
                Arguments.of(opened(), opened().amend(CaseFixtures.group(AgeGroup.AGE_18_59),
                        CaseFixtures.opening().statistics(), CaseFixtures.PERSON, OFFICER, later)),
                Arguments.of(referredFile(), referredFile().renewConsents(List.of(given(Purpose.RETURN)), Optional.empty(), null, OFFICER, later)),
                Arguments.of(referredFile(),
                        referredFile().withdrawConsents(List.of(Purpose.RETURN), null, true, OFFICER, later)),
                Arguments.of(referredFile(), propose(referredFile())),
                Arguments.of(CaseFixtures.accepted(propose(referredFile())), CaseFixtures.accepted(propose(referredFile()))
                        .confirmMerge(new CaseMerge.Survivor("other", referredFile()), SUPERVISOR, later)),
                Arguments.of(opened(), opened().takeIn("other", SUPERVISOR, later)),
                Arguments.of(managedFile(), managedFile().recordWitness(new WitnessStep.Said(WitnessState.WILLING, TODAY, true,
                        null, null), null, CaseFixtures.ALL_REGIONS, Optional.empty(), OFFICER, later)),
                Arguments.of(managedFile(),
                        managedFile().report(ReintegrationStatus.REINTEGRATION, TODAY, TODAY, OFFICER, later)),
                Arguments.of(managedFile(), managedFile().count(stats, null, CaseFixtures.ALL_REGIONS, OFFICER, later)),
                Arguments.of(monitoredFile(), monitoredFile().close(closure(ClosureReason.REINTEGRATED), SUPERVISOR, later)));
    }

    private static Decision<CaseFile, CaseEvent> propose(CaseFile file) {
        return file.proposeMerge(new CaseMerge.Survivor("other", file), MergeReason.RECORDED_TWICE, false, OFFICER, NOW);
    }

    @Test
    void what_is_told_to_the_other_side_leaves_the_own_consents_as_they_were_recorded() {
        CaseFile file = CaseFixtures.accepted(referredFile().renewConsents(List.of(given(Purpose.RETURN)), Optional.empty(), null, OFFICER,
                after(Duration.ofSeconds(90))));
        assertThat(file.consents()).allSatisfy(consent -> assertThat(consent.language()).isEqualTo("km"));
        assertThat(file.consentFor(Purpose.TRACING)).hasValueSatisfying(consent ->
                assertThat(consent.recordedAt()).isEqualTo(START));
    }
}
