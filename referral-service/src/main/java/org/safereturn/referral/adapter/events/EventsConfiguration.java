package org.safereturn.referral.adapter.events;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.safereturn.messaging.inbox.InboundHandler;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.referral.country.CountryProfile;
import org.safereturn.referral.referral.application.ReferralContents;
import org.safereturn.referral.referral.application.WithdrawReferral;
import org.safereturn.referral.referral.model.Referral;
import org.safereturn.referral.referral.model.ReferralEvent;
import org.safereturn.referral.repatriation.application.CareNeedsContents;
import org.safereturn.referral.repatriation.application.UnmatchedHandovers;
import org.safereturn.referral.repatriation.model.Repatriation;
import org.safereturn.referral.repatriation.model.RepatriationEvent;
import org.safereturn.referral.standing.model.CaseStanding;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EventsConfiguration {

    private final TopicCatalogue topics = TopicCatalogue.load();

    @Bean
    Aggregates<Referral, ReferralEvent> referrals(AggregatesFactory factory, CountryProfile profile, Pseudonyms statRefs) {
        return factory.create("referrals", Referral.class,
                new ReferralEventTranslator(profile.country(), topics, statRefs), Set.of("referral"));
    }

    @Bean
    Aggregates<Repatriation, RepatriationEvent> repatriations(AggregatesFactory factory, CountryProfile profile,
            Pseudonyms statRefs) {
        return factory.create("repatriations", Repatriation.class,
                new RepatriationEventTranslator(profile.country(), topics, statRefs), Set.of("repatriation"));
    }

    @Bean
    Aggregates<CaseStanding, Void> standings(AggregatesFactory factory) {
        return factory.create("case_standings", CaseStanding.class, (_, _, _, _) -> List.of());
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
    InboundHandler inbox(Aggregates<Referral, ReferralEvent> referrals,
            Aggregates<Repatriation, RepatriationEvent> repatriations, Aggregates<CaseStanding, Void> standings,
            TemporaryReading temporary, WithdrawReferral withdrawals, UnmatchedHandovers unmatched, CountryProfile profile,
            Clock clock) {
        return InboundHandler.oneByOne(new Inbox(new ReferralHandlers(referrals, repatriations, withdrawals, profile.country(), clock),
                new RepatriationHandlers(repatriations, referrals, unmatched, profile),
                new ConsentHandlers(standings, referrals, repatriations, withdrawals, profile, clock), temporary)::handle);
    }
}
