package org.safereturn.referralservice;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.safereturn.access.audit.HistoryReaders;
import org.safereturn.access.identity.Role;
import org.safereturn.access.scope.ContactPoints;
import org.safereturn.access.scope.Headings;
import org.safereturn.access.scope.SeenHistories;
import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.access.work.Rounds;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.crossing.application.CrossingRegister;
import org.safereturn.referralservice.crossing.model.CrossingPoint;
import org.safereturn.referralservice.referral.application.AnswerReferral;
import org.safereturn.referralservice.referral.application.FindSamePerson;
import org.safereturn.referralservice.referral.application.ReadReferrals;
import org.safereturn.referralservice.referral.application.ReferAgain;
import org.safereturn.referralservice.referral.application.ReferralContents;
import org.safereturn.referralservice.referral.application.ReferredPerson;
import org.safereturn.referralservice.referral.application.ReturnOfCase;
import org.safereturn.referralservice.referral.application.SubmitReferral;
import org.safereturn.referralservice.referral.events.ReferralMessages;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.referral.model.ReferralState;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.repatriation.application.ArrangeReturn;
import org.safereturn.referralservice.repatriation.application.CareNeedsContents;
import org.safereturn.referralservice.repatriation.application.OverrideNotes;
import org.safereturn.referralservice.repatriation.application.ReadRepatriations;
import org.safereturn.referralservice.repatriation.application.ReturnAlarms;
import org.safereturn.referralservice.repatriation.application.ReturnClosures;
import org.safereturn.referralservice.repatriation.application.ReturnRounds;
import org.safereturn.referralservice.repatriation.application.ReturnRules;
import org.safereturn.referralservice.repatriation.model.Alarm;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent;
import org.safereturn.referralservice.repatriation.model.RepatriationState;
import org.safereturn.referralservice.standing.events.StandingHandlers;
import org.safereturn.referralservice.standing.model.CaseStanding;
import org.safereturn.referralservice.withdrawal.Withdrawals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

@Configuration(proxyBeanMethods = false)
class ReferralServiceConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(ReferralServiceConfiguration.class);

    @Bean
    SubmitReferral submitReferral(Aggregates<Referral, ReferralEvent> referrals, Aggregates<CaseStanding, Void> standings,
            CaseKeys keys, Sealing sealing, ReferralContents contents, ReturnOfCase returns, CountryProfile profile,
            Clock clock) {
        return new SubmitReferral(referrals, standings, keys, sealing, contents, returns, profile, clock);
    }

    @Bean
    ReturnOfCase returnOfCase(Aggregates<Repatriation, RepatriationEvent> repatriations) {
        return new ReturnRounds(repatriations);
    }

    @Bean
    ReferAgain referAgain(Aggregates<CaseStanding, Void> standings, ReturnOfCase returns, CountryProfile profile, Clock clock) {
        return new ReferAgain(standings, returns, profile, clock);
    }

    @Bean
    AnswerReferral answerReferral(Aggregates<Referral, ReferralEvent> referrals, CaseKeys keys, ReferralContents contents,
            CountryProfile profile, Clock clock) {
        return new AnswerReferral(referrals, keys, contents, profile, clock);
    }

    @Bean
    Withdrawals withdrawals(StandingHandlers standings, Aggregates<Referral, ReferralEvent> referrals,
            Aggregates<Repatriation, RepatriationEvent> repatriations, ReferralMessages messages, CountryProfile profile,
            Clock clock) {
        return new Withdrawals(standings, referrals, repatriations, messages, profile, clock);
    }

    @Bean
    ContactPoints contactPoints(CountryProfile profile, Clock clock) {
        return new ContactPoints() {

            @Override
            public boolean contain(String unit) {
                return profile.isContactPoint(unit, profile.dayOf(clock.instant()));
            }

            @Override
            public Set<String> receivesAt(String unit) {
                return profile.receivesAt(unit, profile.dayOf(clock.instant()));
            }

            @Override
            public Set<Role> overseers() {
                return profile.oversight().roles();
            }
        };
    }

    /** A case is known here once its file says to whom it belongs, also while nobody has referred it. */
    @Bean
    HistoryReaders historyReaders(ContactPoints contactPoints, Aggregates<CaseStanding, Void> standings,
            Aggregates<Referral, ReferralEvent> referrals, Aggregates<Repatriation, RepatriationEvent> repatriations) {
        return new SeenHistories(contactPoints, caseRef -> Flux.concat(standings.find(caseRef).map(found -> found.state().scope()),
                referrals.find(caseRef).map(found -> found.state().scope()),
                repatriations.find(caseRef).map(found -> found.state().scope())));
    }

    @Bean
    Headings<Referral> headingsOfReferrals(Aggregates<Referral, ReferralEvent> referrals, Clock clock) {
        return new Headings<>(referrals, ReadReferrals.STATE, EnumSet.of(ReferralState.REFERRED, ReferralState.RECEIVED,
                ReferralState.RETURNED_FOR_COMPLETION), referral -> new Headings.Said(referral.journey(),
                referral.side() == Side.OUTGOING ? Party.HOST : Party.ORIGIN, referral.state(), referral.scope()), clock);
    }

    @Bean
    Headings<Repatriation> headingsOfReturns(Aggregates<Repatriation, RepatriationEvent> repatriations, Clock clock) {
        return new Headings<>(repatriations, ReadRepatriations.STATE, EnumSet.complementOf(EnumSet.of(RepatriationState.NO_RETURN,
                RepatriationState.ARRIVED, RepatriationState.WITHDRAWN)), known -> new Headings.Said(known.journey(),
                known.ownParty(), known.state(), known.scope()), clock);
    }

    @Bean
    ReadReferrals readReferrals(Aggregates<Referral, ReferralEvent> referrals,
            Aggregates<Repatriation, RepatriationEvent> repatriations, TemporaryReading temporary, CaseKeys keys,
            ReferralContents contents, ReferAgain again) {
        return new ReadReferrals(referrals, caseRef -> repatriations.find(caseRef).map(found -> found.state().scope()),
                temporary, keys, contents, again);
    }

    @Bean
    FindSamePerson findSamePerson(Aggregates<Referral, ReferralEvent> referrals, CaseKeys keys, ReferralContents contents) {
        return new FindSamePerson(referrals, keys, contents);
    }

    @Bean
    ReturnRules returnRules(Aggregates<Referral, ReferralEvent> referrals, Aggregates<CaseStanding, Void> standings,
            CaseKeys keys, ReferralContents referred, CrossingRegister register, CountryProfile profile, Clock clock) {
        return new ReturnRules(referrals, standings, new ReferredPerson(keys, referred), register, profile, clock);
    }

    @Bean
    CrossingRegister crossingRegister(Aggregates<CrossingPoint, Void> crossingPoints) {
        return new CrossingRegister(crossingPoints);
    }

    @Bean
    ReturnClosures returnClosures(Aggregates<Repatriation, RepatriationEvent> repatriations, CrossingRegister register,
            CountryProfile profile, Clock clock) {
        return new ReturnClosures(repatriations, register, profile, clock);
    }

    @Bean
    ArrangeReturn arrangeReturn(Aggregates<Repatriation, RepatriationEvent> repatriations, CaseKeys keys,
            CareNeedsContents contents, OverrideNotes notes, ReturnRules rules, ReturnAlarms alarms) {
        return new ArrangeReturn(repatriations, keys, contents, notes, rules, alarms);
    }

    @Bean
    ReadRepatriations readRepatriations(Aggregates<Repatriation, RepatriationEvent> repatriations,
            TemporaryReading temporary, CaseKeys keys, CareNeedsContents contents, OverrideNotes notes,
            Aggregates<Referral, ReferralEvent> referrals, ReferralContents referred, ReturnRules rules) {
        return new ReadRepatriations(repatriations, temporary, keys, contents, notes, referrals, referred, rules);
    }

    /** The log and the gauge name no case: who may see it asks {@code GET /alarms}. */
    @Bean
    ReturnAlarms returnAlarms(Aggregates<Repatriation, RepatriationEvent> repatriations, CountryProfile profile, Clock clock,
            ObjectProvider<MeterRegistry> meters) {
        ReturnAlarms alarms = new ReturnAlarms(repatriations, profile, clock,
                alarm -> LOG.warn("Alarm {} of a return; see GET /alarms", alarm.rule()));
        meters.ifAvailable(registry -> {
            for (Alarm alarm : Alarm.values()) {
                Gauge.builder("safereturn.return.alarms", alarms, each -> each.due(alarm)).tag("rule", alarm.rule())
                        .description("Alarms of returns that are due").register(registry);
            }
        });
        return alarms;
    }

    @Bean
    ApplicationRunner profileIsLoggedOnce(CountryProfile profile, @Value("${safereturn.country}") String country) {
        if (!profile.country().equals(country)) {
            throw new IllegalStateException("safereturn.country is " + country + " but the profile is that of "
                    + profile.country());
        }
        return _ -> LOG.info("Working for {} with {}; flows {}; {}", profile.country(), profile.peers(),
                profile.flows(), profile.safety());
    }

    @Bean
    Rounds alarmRounds(ReturnAlarms alarms) {
        Duration every = Duration.ofSeconds(30);
        return Rounds.through("Alarms of returns", every, every, alarms::check).after(alarms.remember());
    }

    /** What another instance took in at the same time is noticed here. */
    @Bean
    Rounds closureRounds(ReturnClosures closures) {
        return Rounds.through("Returns at closed crossing points", Duration.ofSeconds(30), Duration.ofMinutes(15),
                closures::standStill);
    }
}
