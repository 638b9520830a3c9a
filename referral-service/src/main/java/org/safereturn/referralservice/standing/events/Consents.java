package org.safereturn.referralservice.standing.events;

import java.util.List;

import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.referralservice.standing.model.Consent;

/** Decisions about consent as the own case service tells them. */
public final class Consents {

    private Consents() {
    }

    /**
     * As the model knows them.
     *
     * @param version of the record that told them
     */
    public static List<Consent> fromWire(List<PurposeConsent> consents, long version) {
        return consents.stream().map(told -> new Consent(Symbols.of(Consent.Purpose.class, told.getPurpose()),
                Symbols.of(Consent.Answer.class, told.getDecision()), Symbols.orNull(Consent.Giver.class, told.getGivenBy()),
                told.getDecidedOn(), told.getExpiresOn(), told.getRecordedAt(), version)).toList();
    }
}
