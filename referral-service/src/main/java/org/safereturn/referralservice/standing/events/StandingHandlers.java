package org.safereturn.referralservice.standing.events;

import java.util.List;

import org.safereturn.access.scope.CaseScope;
import org.safereturn.casefile.v1.CaseStandingRecorded;
import org.safereturn.casefile.v1.CaseState;
import org.safereturn.casefile.v1.IdentificationStatus;
import org.safereturn.casefile.v1.WitnessCooperationStateChanged;
import org.safereturn.casefile.v1.WitnessState;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referralservice.standing.model.CaseStanding;
import org.safereturn.referralservice.standing.model.CaseStanding.Route;
import org.safereturn.referralservice.standing.model.Consent;
import org.safereturn.referralservice.standing.model.ProceedingsHold;
import reactor.core.publisher.Mono;

/** What the own case service says about a case, in any order. */
public final class StandingHandlers {

    private final Aggregates<CaseStanding, Void> standings;

    /** For this store. */
    public StandingHandlers(Aggregates<CaseStanding, Void> standings) {
        this.standings = standings;
    }

    /** Takes in the whole standing. */
    public Mono<Outcome<CaseStanding>> told(InboundEvent event, CaseStandingRecorded body) {
        CaseHead head = CaseHead.of(body);
        IdentificationStatus status = body.getIdentification().getStatus();
        boolean identified = status == IdentificationStatus.VICTIM || status == IdentificationStatus.PRESUMED_VICTIM;
        CaseStanding told = new CaseStanding(head.caseRef(), head.version(), head.journey(),
                Symbols.of(Route.class, body.getRoute()), identified ? body.getIdentification().getDecidedOn() : null,
                Consents.fromWire(body.getConsents(), head.version()),
                CaseScope.NOBODY.withOfficer(head.actor().reference(), head.actor().unit()),
                body.getSealed() == null ? null : Sealed.of(body.getSealed()),
                body.getResultingState() == CaseState.CLOSED || body.getResultingState() == CaseState.DUPLICATE_MERGED, null);
        return standings.change(head.caseRef(), new Cause.Message(event, Ordering.ORDER_FREE), known -> Decision.accept(
                known.orElseGet(() -> CaseStanding.unknown(head.caseRef(), head.journey())).told(told), List.of()));
    }

    /** Takes in whether the return waits for proceedings, as the person wishes; before a return only the host can say so. */
    public Mono<Outcome<CaseStanding>> told(InboundEvent event, WitnessCooperationStateChanged body) {
        CaseHead head = CaseHead.of(body);
        ProceedingsHold hold = new ProceedingsHold(body.getResultingState() == WitnessState.PROCEEDINGS_HOLD, body.getSince(),
                head.version());
        return head.party() != Party.HOST ? Mono.just(new Outcome.Ignored<>())
                : standings.change(head.caseRef(), new Cause.Message(event, Ordering.ORDER_FREE), known -> Decision.accept(
                        known.orElseGet(() -> CaseStanding.unknown(head.caseRef(), head.journey())).told(hold), List.of()));
    }

    /** Takes in that consents were given, refused or withdrawn. */
    public Mono<Outcome<CaseStanding>> consented(InboundEvent event, CaseHead head, List<Consent> consents) {
        return standings.change(head.caseRef(), new Cause.Message(event, Ordering.ORDER_FREE), known -> Decision.accept(
                known.orElseGet(() -> CaseStanding.unknown(head.caseRef(), head.journey())).consented(consents), List.of()));
    }
}
