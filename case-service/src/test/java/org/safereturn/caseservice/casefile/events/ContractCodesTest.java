package org.safereturn.caseservice.casefile.events;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.safereturn.casefile.v1.CaseState;
import org.safereturn.casefile.v1.IdentificationStatus;
import org.safereturn.casefile.v1.TemporaryAccessReason;
import org.safereturn.caseservice.casefile.model.AgeGroup;
import org.safereturn.caseservice.casefile.model.CareFlag;
import org.safereturn.caseservice.casefile.model.IdentificationOutcome;
import org.safereturn.caseservice.casefile.model.Route;
import org.safereturn.caseservice.casefile.model.Sex;
import org.safereturn.caseservice.casefile.model.Stage;
import org.safereturn.caseservice.casefile.model.TemporaryAccess;
import org.safereturn.caseservice.consent.model.ConsentDecision;
import org.safereturn.caseservice.consent.model.ConsentGiver;
import org.safereturn.caseservice.consent.model.ConsentStanding;
import org.safereturn.caseservice.consent.model.Purpose;
import org.safereturn.caseservice.reintegration.model.ClosureReason;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.ReopeningReason;
import org.safereturn.caseservice.reintegration.model.ShelterState;
import org.safereturn.caseservice.reintegration.model.SupportCategory;
import org.safereturn.caseservice.reintegration.model.SupportState;
import org.safereturn.caseservice.reintegration.model.TemporaryStayReason;
import org.safereturn.caseservice.reintegration.model.VisitMode;
import org.safereturn.caseservice.reintegration.model.VisitOutcome;
import org.safereturn.caseservice.reintegration.model.VisitState;
import org.safereturn.caseservice.witness.model.WitnessState;
import org.safereturn.consent.v1.ConsentState;
import org.safereturn.reintegration.v1.ReintegrationState;

import static org.assertj.core.api.Assertions.assertThat;

class ContractCodesTest {

    @ParameterizedTest
    @MethodSource("codes")
    void every_code_of_the_model_is_a_symbol_of_the_contract(Class<? extends Enum<?>> model,
            Class<? extends Enum<?>> contract) {
        assertThat(names(contract)).containsAll(names(model));
    }

    static Stream<Arguments> codes() {
        return Stream.of(
                Arguments.of(Route.class, org.safereturn.casefile.v1.Route.class),
                Arguments.of(Stage.class, CaseState.class),
                Arguments.of(IdentificationOutcome.class, IdentificationStatus.class),
                Arguments.of(Purpose.class, org.safereturn.exchange.v1.Purpose.class),
                Arguments.of(ConsentDecision.class, org.safereturn.exchange.v1.ConsentDecision.class),
                Arguments.of(ConsentStanding.class, ConsentState.class),
                Arguments.of(ConsentGiver.class, org.safereturn.exchange.v1.ConsentGiver.class),
                Arguments.of(Sex.class, org.safereturn.exchange.v1.Sex.class),
                Arguments.of(AgeGroup.class, org.safereturn.exchange.v1.AgeGroup.class),
                Arguments.of(CareFlag.class, org.safereturn.exchange.v1.CareFlag.class),
                Arguments.of(ReintegrationStatus.class, ReintegrationState.class),
                Arguments.of(ClosureReason.class, org.safereturn.reintegration.v1.ClosureReason.class),
                Arguments.of(ReopeningReason.class, org.safereturn.reintegration.v1.ReopeningReason.class),
                Arguments.of(ShelterState.class, org.safereturn.stats.v1.ShelterState.class),
                Arguments.of(TemporaryStayReason.class, org.safereturn.stats.v1.TemporaryStayReason.class),
                Arguments.of(TemporaryAccess.Reason.class, TemporaryAccessReason.class),
                Arguments.of(SupportCategory.class, org.safereturn.stats.v1.SupportCategory.class),
                Arguments.of(SupportState.class, org.safereturn.stats.v1.SupportState.class),
                Arguments.of(VisitMode.class, org.safereturn.stats.v1.VisitMode.class),
                Arguments.of(VisitOutcome.class, org.safereturn.stats.v1.VisitOutcome.class),
                Arguments.of(VisitState.class, org.safereturn.stats.v1.VisitState.class),
                Arguments.of(WitnessState.class, org.safereturn.casefile.v1.WitnessState.class));
    }

    private static List<String> names(Class<? extends Enum<?>> type) {
        return Stream.of(type.getEnumConstants()).map(Enum::name).toList();
    }
}
