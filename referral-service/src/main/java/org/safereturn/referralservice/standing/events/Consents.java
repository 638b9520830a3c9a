package org.safereturn.referralservice.standing.events;

import java.util.List;

import org.safereturn.exchange.v1.ConsentDecision;
import org.safereturn.exchange.v1.ConsentGiver;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.referralservice.standing.model.Consent;

/** Decisions about consent as records carry them. */
public final class Consents {

    private Consents() {
    }

    /** As a record says them. */
    public static List<PurposeConsent> toWire(List<Consent> consents) {
        return consents.stream().map(each -> PurposeConsent.newBuilder()
                .setPurpose(Symbols.of(Purpose.class, each.purpose()))
                .setDecision(Symbols.of(ConsentDecision.class, each.decision()))
                .setGivenBy(Symbols.orNull(ConsentGiver.class, each.givenBy()))
                .setDecidedOn(each.decidedOn()).setExpiresOn(each.expiresOn()).build()).toList();
    }

    /**
     * As the model knows them.
     *
     * @param version of the record that told them
     */
    public static List<Consent> fromWire(List<PurposeConsent> consents, long version) {
        return consents.stream().map(told -> new Consent(Symbols.of(Consent.Purpose.class, told.getPurpose()),
                Symbols.of(Consent.Answer.class, told.getDecision()), Symbols.orNull(Consent.Giver.class, told.getGivenBy()),
                told.getDecidedOn(), told.getExpiresOn(), version)).toList();
    }
}
