package org.safereturn.referralservice;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.safereturn.access.deadline.Deadlines;
import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.access.work.OpenWork;
import org.safereturn.access.work.Rounds;
import org.safereturn.casefile.v1.CaseMerged;
import org.safereturn.casefile.v1.CaseStandingRecorded;
import org.safereturn.casefile.v1.TemporaryAccessRecorded;
import org.safereturn.casefile.v1.WitnessCooperationStateChanged;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.crossing.v1.CrossingPointStatusChanged;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.safereturn.messaging.event.MessageTranslator;
import org.safereturn.messaging.event.MessageTranslator.Speaker;
import org.safereturn.messaging.inbox.Inbox;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.referral.v1.DeliveryReceipt;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralDeclineRevoked;
import org.safereturn.referral.v1.ReferralDeclined;
import org.safereturn.referral.v1.ReferralReceived;
import org.safereturn.referral.v1.ReferralReturnedForCompletion;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referral.v1.ReferralWithdrawn;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.crossing.application.CrossingRegister;
import org.safereturn.referralservice.crossing.events.CrossingHandlers;
import org.safereturn.referralservice.crossing.model.CrossingPoint;
import org.safereturn.referralservice.referral.application.ReadReferrals;
import org.safereturn.referralservice.referral.application.ReferralContents;
import org.safereturn.referralservice.referral.application.ReturnOfCase;
import org.safereturn.referralservice.referral.events.ReferralHandlers;
import org.safereturn.referralservice.referral.events.ReferralMessages;
import org.safereturn.referralservice.referral.events.ReferralTimers;
import org.safereturn.referralservice.referral.events.ReferralWork;
import org.safereturn.referralservice.referral.events.SealedReferralContents;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.repatriation.application.CareNeedsContents;
import org.safereturn.referralservice.repatriation.application.OverrideNotes;
import org.safereturn.referralservice.repatriation.application.ReadRepatriations;
import org.safereturn.referralservice.repatriation.application.ReturnAlarms;
import org.safereturn.referralservice.repatriation.application.ReturnClosures;
import org.safereturn.referralservice.repatriation.events.RepatriationHandlers;
import org.safereturn.referralservice.repatriation.events.RepatriationMessages;
import org.safereturn.referralservice.repatriation.events.RepatriationTimers;
import org.safereturn.referralservice.repatriation.events.RepatriationWork;
import org.safereturn.referralservice.repatriation.events.SealedCareAnswers;
import org.safereturn.referralservice.repatriation.events.SealedCareNeeds;
import org.safereturn.referralservice.repatriation.events.SealedOverrideNotes;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent;
import org.safereturn.referralservice.standing.events.StandingHandlers;
import org.safereturn.referralservice.standing.model.CaseStanding;
import org.safereturn.referralservice.withdrawal.Withdrawals;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.EmergencyOverrideConfirmed;
import org.safereturn.repatriation.v1.HandoverExecuted;
import org.safereturn.repatriation.v1.RepatriationConfirmed;
import org.safereturn.repatriation.v1.RepatriationProposed;
import org.safereturn.repatriation.v1.RepatriationRescheduled;
import org.safereturn.repatriation.v1.RepatriationResumed;
import org.safereturn.repatriation.v1.RepatriationSuspended;
import org.safereturn.repatriation.v1.ReturnDecisionRecorded;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultIssued;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the service stores and publishes, and what it does with every record that reaches it. */
@Configuration(proxyBeanMethods = false)
class EventsConfiguration {

    @Bean
    ReferralMessages referralMessages() {
        return new ReferralMessages();
    }

    @Bean
    RepatriationMessages repatriationMessages() {
        return new RepatriationMessages();
    }

    @Bean
    OpenWork openWork(AggregatesFactory factory, Speaker speaker, Deadlines deadlines, Clock clock) {
        return new OpenWork(factory, speaker, deadlines, clock);
    }

    @Bean
    Rounds deadlineRounds(OpenWork work, @Value("${safereturn.deadlines-every:15m}") Duration every) {
        return work.deadlineRounds(every);
    }

    @Bean
    Aggregates<Referral, ReferralEvent> referrals(OpenWork work, Speaker speaker, ReferralMessages messages,
            Deadlines deadlines) {
        return work.create("referrals", Referral.class, new MessageTranslator<>(speaker, ReferralEvent.class, messages,
                Referral::journey, Referral::state), Set.of("referral"),
                ReadReferrals.LISTS, Referral::journey, referral -> ReferralWork.of(referral, deadlines),
                new OpenWork.Timed<>(ReferralTimers.TIMERS, ReferralTimers::of, ReadReferrals.STATE, ReferralTimers.STATES));
    }

    @Bean
    Aggregates<Repatriation, RepatriationEvent> repatriations(OpenWork work, Speaker speaker,
            RepatriationMessages messages, Deadlines deadlines) {
        return work.create("repatriations", Repatriation.class, new MessageTranslator<>(speaker,
                RepatriationEvent.Told.class, messages, Repatriation::journey, Repatriation::state), Set.of("repatriation"),
                ReadRepatriations.LISTS, Repatriation::journey, known -> RepatriationWork.of(known, deadlines),
                new OpenWork.Timed<>(RepatriationTimers.TIMERS, RepatriationTimers::of, ReadRepatriations.STATE,
                        RepatriationTimers.STATES));
    }

    @Bean
    Aggregates<CaseStanding, Void> standings(AggregatesFactory factory) {
        return factory.create("case_standings", CaseStanding.class, (_, _, _, _) -> List.of());
    }

    @Bean
    Aggregates<CrossingPoint, Void> crossingPoints(AggregatesFactory factory) {
        return factory.create("crossing_points", CrossingPoint.class, (_, _, _, _) -> List.of());
    }

    @Bean
    TemporaryReading temporaryReading(AggregatesFactory factory, Clock clock) {
        return TemporaryReading.in(factory, clock);
    }

    @Bean
    ReferralContents referralContents(Sealing sealing) {
        return new SealedReferralContents(sealing);
    }

    @Bean
    CareNeedsContents careNeedsContents(Sealing sealing) {
        return new SealedCareNeeds(sealing);
    }

    @Bean
    OverrideNotes overrideNotes(Sealing sealing) {
        return new SealedOverrideNotes(sealing);
    }

    @Bean
    StandingHandlers standingHandlers(Aggregates<CaseStanding, Void> standings) {
        return new StandingHandlers(standings);
    }

    @Bean
    ReferralHandlers referralHandlers(Aggregates<Referral, ReferralEvent> referrals, ReferralMessages messages,
            ReturnOfCase returns, Clock clock) {
        return new ReferralHandlers(referrals, messages, returns, clock);
    }

    @Bean
    RepatriationHandlers repatriationHandlers(Aggregates<Repatriation, RepatriationEvent> repatriations,
            Aggregates<Referral, ReferralEvent> referrals, RepatriationMessages messages, CaseKeys keys, Sealing sealing,
            ReturnAlarms alarms, ReturnClosures closures, CountryProfile profile) {
        return new RepatriationHandlers(repatriations, referrals, messages, new SealedCareAnswers(keys, sealing), alarms,
                closures, profile);
    }

    @Bean
    CrossingHandlers crossingHandlers(CrossingRegister register, ReturnClosures closures) {
        return new CrossingHandlers(register, closures);
    }

    @Bean
    Inbox inbox(TopicCatalogue catalogue, StandingHandlers standings, TemporaryReading temporary,
            ReferralHandlers referrals, RepatriationHandlers repatriations, CrossingHandlers crossings,
            Withdrawals withdrawals) {
        return new Inbox.Builder(catalogue, "referral-service")
                .together(CaseStandingRecorded.class, standings::told)
                .together(TemporaryAccessRecorded.class, temporary::learn)
                .together(WitnessCooperationStateChanged.class, standings::told)
                .on(ConsentUpdated.class, withdrawals::consented)
                .on(ConsentWithdrawn.class, withdrawals::consented)
                .on(CaseMerged.class, withdrawals::merged)
                .together(ReferralSubmitted.class, referrals::submitted)
                .together(DeliveryReceipt.class, referrals::answered)
                .together(ReferralReceived.class, referrals::answered)
                .together(ReferralReturnedForCompletion.class, referrals::answered)
                .together(ReferralAccepted.class, referrals::answered)
                .together(ReferralDeclined.class, referrals::answered)
                .together(ReferralDeclineRevoked.class, referrals::answered)
                .on(ReferralWithdrawn.class, withdrawals::withdrawnByHost)
                .on(ConsentEffectConfirmed.class, withdrawals::confirmed)
                .on(TracingResultIssued.class, repatriations::resulted)
                .on(TracingResultAcknowledged.class, repatriations::acknowledged)
                .on(CrossingPointStatusChanged.class, crossings::changed)
                .on(ReturnDecisionRecorded.class, repatriations::told)
                .on(RepatriationProposed.class, repatriations::told)
                .on(RepatriationConfirmed.class, repatriations::told)
                .on(RepatriationRescheduled.class, repatriations::told)
                .on(RepatriationSuspended.class, repatriations::told)
                .on(RepatriationResumed.class, repatriations::told)
                .on(HandoverExecuted.class, repatriations::told)
                .on(EmergencyOverrideConfirmed.class, repatriations::told)
                .on(ArrivalConfirmed.class, repatriations::told)
                .build();
    }
}
