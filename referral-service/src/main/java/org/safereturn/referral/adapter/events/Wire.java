package org.safereturn.referral.adapter.events;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.exchange.v1.SealedPart;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referral.model.Officer;
import org.safereturn.referral.model.Purpose;
import org.safereturn.referral.standing.model.Consent;

/**
 * What all translators share. The symbols of the models and of the contract have the same names (a test holds them to
 * it); a symbol that only a newer peer knows arrives as {@code UNKNOWN}, and each use says what that means for it.
 */
final class Wire {

    private Wire() {
    }

    /** The symbol of the same name. */
    static <T extends Enum<T>> T symbol(Class<T> type, Enum<?> of) {
        return Enum.valueOf(type, of.name());
    }

    /** The symbol of the same name, or absent for none. */
    static <T extends Enum<T>> @Nullable T symbolOrNull(Class<T> type, @Nullable Enum<?> of) {
        return of == null ? null : symbol(type, of);
    }

    /** The symbol of the same name, or the fallback for one that this release does not know. */
    static <T extends Enum<T>> T symbol(Class<T> type, @Nullable Enum<?> of, T unknown) {
        return known(type, of).orElse(unknown);
    }

    /** The symbol of the same name, or empty for none and for one that this release does not know. */
    static <T extends Enum<T>> Optional<T> known(Class<T> type, @Nullable Enum<?> of) {
        if (of == null) {
            return Optional.empty();
        }
        for (T each : type.getEnumConstants()) {
            if (each.name().equals(of.name())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** The symbols of the same names; those that this release does not know are left out. */
    static <T extends Enum<T>> List<T> knownOf(Class<T> type, Collection<? extends Enum<?>> of) {
        return of.stream().map(each -> known(type, each)).flatMap(Optional::stream).toList();
    }

    /** The symbols of the same names. */
    static <T extends Enum<T>> List<T> symbols(Class<T> type, Collection<? extends Enum<?>> of) {
        return of.stream().map(each -> symbol(type, each)).toList();
    }

    static ActorReference actor(Officer officer) {
        return new ActorReference(officer.reference(), officer.role(), officer.unit(), officer.ministry());
    }

    static Officer officer(ActorReference actor) {
        return new Officer(actor.getReference(), actor.getRole(), actor.getUnit(), actor.getMinistry());
    }

    static SealedPart part(Sealed sealed) {
        return new SealedPart(sealed.keyId(), sealed.jwe());
    }

    static Sealed sealed(SealedPart part) {
        return new Sealed(part.getKeyId(), part.getJwe());
    }

    static PurposeConsent consent(Consent consent) {
        return PurposeConsent.newBuilder()
                .setPurpose(symbol(org.safereturn.exchange.v1.Purpose.class, consent.purpose()))
                .setDecision(symbol(org.safereturn.exchange.v1.ConsentDecision.class, consent.decision()))
                .setGivenBy(symbolOrNull(org.safereturn.exchange.v1.ConsentGiver.class, consent.givenBy()))
                .setDecidedOn(consent.decidedOn())
                .setExpiresOn(consent.expiresOn())
                .build();
    }

    static List<PurposeConsent> consents(List<Consent> consents) {
        return consents.stream().map(Wire::consent).toList();
    }

    /** Consents as told with this version of the case; purposes that this release does not know are left out. */
    static List<Consent> consents(List<PurposeConsent> consents, long version) {
        return consents.stream().flatMap(told -> known(Purpose.class, told.getPurpose())
                .map(purpose -> new Consent(purpose,
                        symbol(Consent.Answer.class, told.getDecision(), Consent.Answer.UNKNOWN),
                        known(Consent.Giver.class, told.getGivenBy()).orElse(null), told.getDecidedOn(),
                        told.getExpiresOn(), version))
                .stream()).toList();
    }

    static UUID uuid(String caseRef) {
        return UUID.fromString(caseRef);
    }
}
