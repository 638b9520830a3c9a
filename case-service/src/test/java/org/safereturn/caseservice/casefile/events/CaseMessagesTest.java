package org.safereturn.caseservice.casefile.events;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import javax.crypto.spec.SecretKeySpec;

import org.safereturn.caseservice.casefile.model.CareFlag;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.GrantedAccess;
import org.safereturn.caseservice.casefile.model.Identification;
import org.safereturn.caseservice.casefile.model.IdentificationOutcome;
import org.safereturn.caseservice.casefile.model.MergeReason;
import org.safereturn.caseservice.casefile.model.Route;
import org.safereturn.caseservice.casefile.model.Stage;
import org.safereturn.caseservice.casefile.model.TemporaryAccess;
import org.safereturn.caseservice.consent.model.ConsentDecision;
import org.safereturn.caseservice.consent.model.ConsentGiver;
import org.safereturn.caseservice.consent.model.ConsentStanding;
import org.safereturn.caseservice.consent.model.ConsentWithdrawal;
import org.safereturn.caseservice.consent.model.Purpose;
import org.safereturn.caseservice.consent.model.StatedConsent;
import org.safereturn.caseservice.reintegration.model.ClosureReason;
import org.safereturn.caseservice.reintegration.model.MonitoringVisit;
import org.safereturn.caseservice.reintegration.model.ReintegrationStats;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.ReopeningReason;
import org.safereturn.caseservice.reintegration.model.Responsible;
import org.safereturn.caseservice.reintegration.model.ShelterState;
import org.safereturn.caseservice.reintegration.model.Support;
import org.safereturn.caseservice.reintegration.model.SupportCategory;
import org.safereturn.caseservice.reintegration.model.SupportState;
import org.safereturn.caseservice.reintegration.model.TemporaryStayReason;
import org.safereturn.caseservice.reintegration.model.VisitMode;
import org.safereturn.caseservice.reintegration.model.VisitOutcome;
import org.safereturn.caseservice.reintegration.model.VisitState;
import org.safereturn.caseservice.witness.model.WitnessState;
import org.safereturn.messaging.event.Messages;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.testkit.MessagesContract;

class CaseMessagesTest extends MessagesContract<CaseEvent.Told> {

    private static final Officer OFFICER = new Officer("kh-case-1", "CASE_MANAGER", "KH-UNIT-1", "KH");
    private static final Officer READER = new Officer("kh-case-9", "CASE_MANAGER", "KH-UNIT-9", "KH");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 4);

    @Override
    protected Messages<CaseEvent.Told> messages() {
        return new CaseMessages("KH", new Pseudonyms(new SecretKeySpec(new byte[32], "HmacSHA256")));
    }

    @Override
    protected Class<CaseEvent.Told> published() {
        return CaseEvent.Told.class;
    }

    @Override
    protected Enum<?> state() {
        return Stage.CONSENTED;
    }

    @Override
    protected Stream<CaseEvent.Told> samples() {
        GrantedAccess access = new GrantedAccess(2, READER, OFFICER, TemporaryAccess.Reason.LEGAL_ORDER, at(4), at(9));
        return Stream.of(
                new CaseEvent.CaseStandingRecorded(at(1), OFFICER, Route.HOLD,
                        new Identification("KH-COURT", DAY, IdentificationOutcome.UNDECIDED), consents(), new Sealed("key-1", "a.b.c.d.e")),
                new CaseEvent.CaseStandingRecorded(at(1), OFFICER, Route.JOINT,
                        new Identification("KH-COURT", DAY, IdentificationOutcome.VICTIM), List.of(), null),
                new CaseEvent.CareAnswersRecorded(at(2), 1, List.of(CareFlag.ELDERLY, CareFlag.DISABILITY),
                        List.of(CareFlag.ELDERLY)),
                new CaseEvent.TemporaryAccessRecorded(at(2), OFFICER, access, false),
                new CaseEvent.TemporaryAccessRecorded(at(3), OFFICER, access, true),
                new CaseEvent.WitnessCooperationStateChanged(at(3), OFFICER, WitnessState.PROCEEDINGS_HOLD, DAY),
                new CaseEvent.ConsentUpdated(at(4), OFFICER, consents(), at(5), ConsentStanding.PARTLY_WITHDRAWN),
                new CaseEvent.ConsentUpdated(at(4), OFFICER, List.of(), at(4), ConsentStanding.IN_FORCE),
                new CaseEvent.ConsentWithdrawn(at(6), OFFICER, new ConsentWithdrawal(
                        List.of(Purpose.RETURN, Purpose.PHOTO_USE), at(7), true, DAY), ConsentStanding.WITHDRAWN),
                new CaseEvent.CaseMerged(at(7), OFFICER, "00000000-0000-4000-8000-000000000002", MergeReason.SAME_PHOTO),
                new CaseEvent.CaseManagerAssigned(at(8), OFFICER, new Responsible("KH-UNIT-1", "CASE_MANAGER", at(7)),
                        ReintegrationStatus.RECOVERY),
                new CaseEvent.ReintegrationStatusReported(at(9), OFFICER, ReintegrationStatus.REINTEGRATION, DAY),
                new CaseEvent.ReintegrationStatusReported(at(10), OFFICER, ReintegrationStatus.MONITORING, null),
                new CaseEvent.ReintegrationStatsRecorded(at(11), new ReintegrationStats(true, DAY,
                        ShelterState.TEMPORARY_STAY, TemporaryStayReason.THREATENED, null,
                        List.of(new Support(SupportCategory.LEGAL, SupportState.APPLIED)), null)),
                new CaseEvent.ReintegrationStatsRecorded(at(12), new ReintegrationStats(false, null,
                        ShelterState.NOT_ASKED, null, null, List.of(), null)),
                new CaseEvent.MonitoringVisitRecorded(at(13), new MonitoringVisit(1, VisitState.DONE, DAY, DAY,
                        VisitMode.PHONE, VisitOutcome.AT_RISK, true, true, false)),
                new CaseEvent.MonitoringVisitRecorded(at(14), new MonitoringVisit(2, VisitState.DUE, DAY, null, null,
                        null, false, false, false)),
                new CaseEvent.CaseClosed(at(15), OFFICER, ClosureReason.SUPPORT_ENDED, DAY, DAY.minusDays(1), true),
                new CaseEvent.CaseClosed(at(16), OFFICER, ClosureReason.SUDDEN_EXIT, DAY, null, false),
                new CaseEvent.CaseReopened(at(17), OFFICER, ReopeningReason.TRAFFICKED_AGAIN, DAY,
                        ReintegrationStatus.RECOVERY));
    }

    private static List<StatedConsent> consents() {
        return Arrays.stream(ConsentDecision.values()).map(decision -> new StatedConsent(
                Purpose.TRACING, decision, ConsentGiver.GUARDIAN, DAY, DAY.plusDays(1))).toList();
    }
}
