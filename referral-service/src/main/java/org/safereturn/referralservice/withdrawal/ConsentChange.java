package org.safereturn.referralservice.withdrawal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ReturnConsentKnown;
import org.safereturn.referralservice.standing.events.Consents;
import org.safereturn.referralservice.standing.model.Consent;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

/**
 * What a case service says about changed consents. What it says of purposes that this release does not know is left out:
 * nothing here runs on them.
 *
 * @param consents what is decided now
 * @param withdrawn whether the person took them back, which is confirmed
 * @param erase whether the person asks for erasure as far as the law allows
 */
record ConsentChange(CaseHead head, List<Consent> consents, boolean withdrawn, boolean erase) {

    ConsentChange {
        consents = consents.stream().filter(each -> each.purpose() != Purpose.UNKNOWN).toList();
    }

    static ConsentChange of(ConsentUpdated told) {
        CaseHead head = CaseHead.of(told);
        return new ConsentChange(head, Consents.fromWire(told.getConsents(), head.version()), false, false);
    }

    static ConsentChange of(ConsentWithdrawn told) {
        CaseHead head = CaseHead.of(told);
        return new ConsentChange(head, Symbols.all(Purpose.class, told.getPurposes()).stream().map(purpose ->
                new Consent(purpose, Consent.Answer.WITHDRAWN, null, null, null, head.version())).toList(), true,
                told.getEraseRequested());
    }

    String caseRef() {
        return head.caseRef();
    }

    /** Purposes to which the person no longer consents. */
    Set<Purpose> ended() {
        return consents.stream().filter(each -> each.decision() != Consent.Answer.GIVEN).map(Consent::purpose)
                .collect(Collectors.toSet());
    }

    /** What it says about returning. */
    Optional<ReturnConsentKnown> returnConsent() {
        return consents.stream().filter(each -> each.purpose() == Purpose.RETURN).findFirst().map(each ->
                new ReturnConsentKnown(head.occurredAt(), each.decision() != Consent.Answer.GIVEN, each.version()));
    }
}
