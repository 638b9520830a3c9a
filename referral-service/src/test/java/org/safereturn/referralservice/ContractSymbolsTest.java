package org.safereturn.referralservice;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.safereturn.access.time.Correction;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.referralservice.crossing.model.CrossingPoint;
import org.safereturn.referralservice.referral.model.ReferralContent;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.referral.model.ReferralEvent.Declination;
import org.safereturn.referralservice.referral.model.ReferralEvent.Withdrawal;
import org.safereturn.referralservice.referral.model.ReferralState;
import org.safereturn.referralservice.referral.model.Submission;
import org.safereturn.referralservice.referral.model.Submission.CareFlag;
import org.safereturn.referralservice.repatriation.model.Arrangement;
import org.safereturn.referralservice.repatriation.model.Arrival;
import org.safereturn.referralservice.repatriation.model.CheckedItem;
import org.safereturn.referralservice.repatriation.model.Handover;
import org.safereturn.referralservice.repatriation.model.RepatriationState;
import org.safereturn.referralservice.repatriation.model.ReturnDecision;
import org.safereturn.referralservice.repatriation.model.TracingResult;
import org.safereturn.referralservice.repatriation.model.TravelCareNeeds;
import org.safereturn.referralservice.standing.model.CaseStanding;
import org.safereturn.referralservice.standing.model.Consent;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

import static org.assertj.core.api.Assertions.assertThat;

/** The models and the contract use the same words, so that a symbol always finds its like. */
class ContractSymbolsTest {

    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of(CareFlag.class, org.safereturn.exchange.v1.CareFlag.class),
                Arguments.of(Purpose.class, org.safereturn.exchange.v1.Purpose.class),
                Arguments.of(Consent.Answer.class, org.safereturn.exchange.v1.ConsentDecision.class),
                Arguments.of(Consent.Giver.class, org.safereturn.exchange.v1.ConsentGiver.class),
                Arguments.of(Submission.Sex.class, org.safereturn.exchange.v1.Sex.class),
                Arguments.of(Submission.AgeGroup.class, org.safereturn.exchange.v1.AgeGroup.class),
                Arguments.of(Submission.ExploitationType.class, org.safereturn.referral.v1.ExploitationType.class),
                Arguments.of(Submission.Urgency.class, org.safereturn.referral.v1.Urgency.class),
                Arguments.of(Declination.Reason.class, org.safereturn.referral.v1.DeclineReason.class),
                Arguments.of(Withdrawal.Reason.class, org.safereturn.referral.v1.WithdrawalReason.class),
                Arguments.of(ReferralState.class, org.safereturn.referral.v1.ReferralState.class),
                Arguments.of(ReferralEvent.Stopped.class, org.safereturn.consent.v1.StoppedActivity.class),
                Arguments.of(ReferralContent.DatePrecision.class, org.safereturn.referral.v1.DatePrecision.class),
                Arguments.of(ReferralContent.DocumentType.class, org.safereturn.referral.v1.DocumentType.class),
                Arguments.of(ReferralContent.LifeStatus.class, org.safereturn.referral.v1.LifeStatus.class),
                Arguments.of(ReferralContent.Relation.class, org.safereturn.referral.v1.Relation.class),
                Arguments.of(ReferralContent.RoleInCase.class, org.safereturn.referral.v1.RoleInCase.class),
                Arguments.of(ReferralContent.YesNo.class, org.safereturn.referral.v1.Answer.class),
                Arguments.of(CaseStanding.Route.class, org.safereturn.casefile.v1.Route.class),
                Arguments.of(TracingResult.Nationality.class, org.safereturn.tracing.v1.NationalityOutcome.class),
                Arguments.of(TracingResult.Family.class, org.safereturn.tracing.v1.FamilyOutcome.class),
                Arguments.of(ReturnDecision.Choice.class, org.safereturn.repatriation.v1.ReturnDecision.class),
                Arguments.of(ReturnDecision.Reason.class, org.safereturn.repatriation.v1.ReturnDecisionReason.class),
                Arguments.of(ReturnDecision.Destination.class, org.safereturn.repatriation.v1.DestinationType.class),
                Arguments.of(ReturnDecision.Risk.class, org.safereturn.repatriation.v1.RiskLevel.class),
                Arguments.of(Arrangement.TransportMode.class, org.safereturn.repatriation.v1.TransportMode.class),
                Arguments.of(Arrangement.TravelDocument.class, org.safereturn.exchange.v1.TravelDocumentType.class),
                Arguments.of(Arrangement.ChangeReason.class, org.safereturn.repatriation.v1.ChangeReason.class),
                Arguments.of(Handover.ChecklistItem.class, org.safereturn.repatriation.v1.ChecklistItem.class),
                Arguments.of(CheckedItem.State.class, org.safereturn.repatriation.v1.ChecklistItemState.class),
                Arguments.of(CheckedItem.OpenReason.class, org.safereturn.repatriation.v1.ChecklistOpenReason.class),
                Arguments.of(Correction.Reason.class, org.safereturn.repatriation.v1.RecordCorrectionReason.class),
                Arguments.of(ReturnDecision.ChangeReason.class, org.safereturn.repatriation.v1.DecisionChangeReason.class),
                Arguments.of(Handover.HandedItem.class, org.safereturn.repatriation.v1.HandedItem.class),
                Arguments.of(Handover.EmergencyOverride.Reason.class, org.safereturn.repatriation.v1.OverrideReason.class),
                Arguments.of(Arrival.Condition.class, org.safereturn.repatriation.v1.ArrivalCondition.class),
                Arguments.of(Arrival.Difference.class, org.safereturn.repatriation.v1.ManifestDifference.class),
                Arguments.of(CrossingPoint.Status.class, org.safereturn.crossing.v1.CrossingPointStatus.class),
                Arguments.of(TravelCareNeeds.Fitness.class, org.safereturn.repatriation.v1.TravelFitness.class),
                Arguments.of(RepatriationState.class, org.safereturn.repatriation.v1.RepatriationState.class));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void a_symbol_of_the_model_and_of_the_contract_have_one_name(Class<? extends Enum<?>> model,
            Class<? extends Enum<?>> contract) {
        Set<String> ours = names(model);
        ours.remove("AWAITING_DECISION"); // known to the own ministry only, never published
        assertThat(ours).isEqualTo(names(contract));
        if (!model.getSimpleName().endsWith("State")) { // a state is derived here, never read
            assertThat(model.getEnumConstants()).anyMatch(Symbols::isUnknown);
        }
    }

    private static Set<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).filter(name -> !name.equals("UNKNOWN"))
                .collect(Collectors.toSet());
    }
}
