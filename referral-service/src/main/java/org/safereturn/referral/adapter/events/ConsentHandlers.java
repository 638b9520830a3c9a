package org.safereturn.referral.adapter.events;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.safereturn.access.scope.CaseScope;
import org.safereturn.casefile.v1.CaseStandingRecorded;
import org.safereturn.casefile.v1.IdentificationStatus;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.referral.country.CountryProfile;
import org.safereturn.referral.model.Journey;
import org.safereturn.referral.model.Officer;
import org.safereturn.referral.model.Purpose;
import org.safereturn.referral.referral.application.WithdrawReferral;
import org.safereturn.referral.referral.model.Referral;
import org.safereturn.referral.referral.model.ReferralEvent;
import org.safereturn.referral.referral.model.ReferralEvent.ConsentEffect;
import org.safereturn.referral.referral.model.ReferralEvent.Stopped;
import org.safereturn.referral.repatriation.model.Repatriation;
import org.safereturn.referral.repatriation.model.RepatriationEvent;
import org.safereturn.referral.standing.model.CaseStanding;
import org.safereturn.referral.standing.model.CaseStanding.Route;
import org.safereturn.referral.standing.model.Consent;
import reactor.core.publisher.Mono;

/**
 * What the own case-service says about a case, and what a change of consent stops.
 *
 * <ul>
 * <li>data sharing ended, or neither tracing nor nationality check stands any more: the host withdraws the referral, and
 * with it the return; the origin confirms
 * <li>return ended: an arranged return stands still on both sides until the person consents again and the host lets it go
 * on; the origin confirms
 * <li>tracing, contact with the family, nationality check, photo, monitoring: not this service's to stop; the referral
 * goes on for the purposes that stand, and the tracing service confirms what it stopped
 * </ul>
 */
final class ConsentHandlers {

    private final Aggregates<CaseStanding, Void> standings;
    private final Aggregates<Referral, ReferralEvent> referrals;
    private final Aggregates<Repatriation, RepatriationEvent> repatriations;
    private final WithdrawReferral withdrawals;
    private final CountryProfile profile;
    private final Clock clock;

    ConsentHandlers(Aggregates<CaseStanding, Void> standings, Aggregates<Referral, ReferralEvent> referrals,
            Aggregates<Repatriation, RepatriationEvent> repatriations, WithdrawReferral withdrawals, CountryProfile profile,
            Clock clock) {
        this.standings = standings;
        this.referrals = referrals;
        this.repatriations = repatriations;
        this.withdrawals = withdrawals;
        this.profile = profile;
        this.clock = clock;
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, CaseStandingRecorded body) {
        String caseRef = body.getCaseRef().toString();
        Journey journey = new Journey(body.getHostCountry(), body.getOriginCountry());
        boolean identified = body.getIdentification().getStatus() == IdentificationStatus.VICTIM
                || body.getIdentification().getStatus() == IdentificationStatus.PRESUMED_VICTIM;
        CaseStanding told = new CaseStanding(caseRef, body.getCaseVersion(), journey,
                Wire.symbol(Route.class, body.getRoute(), Route.UNKNOWN),
                identified ? body.getIdentification().getDecidedOn() : null,
                Wire.consents(body.getConsents(), body.getCaseVersion()),
                CaseScope.NOBODY.withOfficer(body.getActor().getReference(), body.getActor().getUnit()));
        return standings.change(caseRef, ReferralHandlers.orderFree(event), known -> Decision.accept(
                known.orElseGet(() -> CaseStanding.unknown(caseRef, journey)).told(told), List.of()));
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, ConsentUpdated body) {
        return changed(event, new Change(body.getCaseRef().toString(),
                new Journey(body.getHostCountry(), body.getOriginCountry()), Wire.officer(body.getActor()),
                Wire.consents(body.getConsents(), body.getCaseVersion()), false, false, body.getOccurredAt()));
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, ConsentWithdrawn body) {
        List<Consent> ended = Wire.knownOf(Purpose.class, body.getPurposes()).stream().map(purpose -> new Consent(purpose,
                Consent.Answer.WITHDRAWN, null, null, null, body.getCaseVersion())).toList();
        return changed(event, new Change(body.getCaseRef().toString(),
                new Journey(body.getHostCountry(), body.getOriginCountry()), Wire.officer(body.getActor()), ended, true,
                body.getEraseRequested(), body.getOccurredAt()));
    }

    private Mono<? extends Outcome<?>> changed(InboundEvent event, Change change) {
        boolean own = event.metadata().country().equals(profile.country());
        Mono<Outcome<CaseStanding>> standing = own
                ? standings.change(change.caseRef, ReferralHandlers.orderFree(event), known -> Decision.accept(
                        known.orElseGet(() -> CaseStanding.unknown(change.caseRef, change.journey))
                                .consented(change.consents), List.of()))
                : Mono.just(new Outcome.Ignored<>());
        if (!event.metadata().country().equals(change.journey.host())) {
            return standing; // before the handover the consent is the host's to tell; after it nothing is left to stop here
        }
        return standing.flatMap(outcome -> returnConsent(event, change)
                .then(own ? withdrawIfWithoutBasis(event, change, outcome) : confirm(event, change))
                .then(Mono.just(outcome)));
    }

    private Mono<Void> returnConsent(InboundEvent event, Change change) {
        Optional<Consent> consent = change.consents.stream().filter(each -> each.purpose() == Purpose.RETURN).findFirst();
        return consent.isEmpty() ? Mono.empty() : repatriations.find(change.caseRef)
                .flatMap(found -> repatriations.change(change.caseRef, ReferralHandlers.orderFree(event),
                        known -> known.orElse(found.state()).returnConsent(
                                consent.get().decision() != Consent.Answer.GIVEN, consent.get().version(), change.officer,
                                change.at)))
                .then();
    }

    private Mono<Void> withdrawIfWithoutBasis(InboundEvent event, Change change, Outcome<CaseStanding> outcome) {
        Set<Purpose> ended = change.consents.stream().filter(each -> each.decision() != Consent.Answer.GIVEN)
                .map(Consent::purpose).collect(Collectors.toSet());
        Set<Purpose> stand = switch (outcome) {
            case Outcome.Stored<CaseStanding> stored -> standing(stored.aggregate().state());
            case Outcome.Repeated<CaseStanding> repeated -> standing(repeated.aggregate().state());
            case Outcome.Refused<CaseStanding> _, Outcome.Held<CaseStanding> _, Outcome.Parked<CaseStanding> _, Outcome.Ignored<CaseStanding> _ ->
                EnumSet.allOf(Purpose.class);
        };
        ended.removeAll(stand);
        if (ended.isEmpty() || !Referral.losesItsBasis(ended, stand)) {
            return Mono.empty();
        }
        return referrals.find(change.caseRef).flatMap(_ -> withdrawals.withdrawForConsent(
                new Cause.Message(event, Ordering.ORDER_FREE), change.caseRef, change.officer, change.erase)).then();
    }

    private Set<Purpose> standing(CaseStanding standing) {
        Set<Purpose> stand = EnumSet.noneOf(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            if (standing.consentsTo(purpose, profile.dayOf(clock.instant()))) {
                stand.add(purpose);
            }
        }
        return stand;
    }

    private Mono<Void> confirm(InboundEvent event, Change change) {
        if (!change.withdrawn || change.consents.stream().noneMatch(each -> each.purpose() == Purpose.RETURN)) {
            return Mono.empty();
        }
        Instant now = clock.instant();
        List<Purpose> purposes = change.consents.stream().map(Consent::purpose).toList();
        return Mono.zip(referrals.find(change.caseRef),
                repatriations.find(change.caseRef).map(found -> found.state().underWay()).defaultIfEmpty(false))
                .flatMap(read -> referrals.change(change.caseRef, ReferralHandlers.orderFree(event), known -> known
                        .orElse(read.getT1().state()).confirmConsentEffect(new ConsentEffect(profile.country(), now,
                                event.metadata().id(), purposes,
                                List.of(read.getT2() ? Stopped.RETURN : Stopped.NOTHING_RUNNING)))))
                .then();
    }

    private record Change(String caseRef, Journey journey, Officer officer, List<Consent> consents, boolean withdrawn,
            boolean erase, Instant at) {
    }
}
