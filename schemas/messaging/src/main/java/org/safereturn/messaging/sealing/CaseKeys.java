package org.safereturn.messaging.sealing;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import reactor.core.publisher.Mono;

/**
 * The ministry's store of case keys, shared by its services. A case has at most one key; once it is erased, what was
 * sealed under it can no longer be opened by anybody.
 */
public interface CaseKeys {

    /** The keys that this ministry has (yet, or still) of these cases, by case reference. */
    Mono<Map<String, CaseKey>> find(Collection<String> caseRefs);

    /** The key of the case, or empty when this ministry has none (yet, or any more). */
    default Mono<CaseKey> find(String caseRef) {
        return find(List.of(caseRef)).mapNotNull(found -> found.get(caseRef));
    }

    /** The keys of these cases, by case reference; creates those that are missing. Who asks at the same time gets the same. */
    Mono<Map<String, CaseKey>> obtain(Collection<String> caseRefs);

    /** The key of the case; creates it when there is none. */
    default Mono<CaseKey> obtain(String caseRef) {
        return obtain(List.of(caseRef)).mapNotNull(found -> found.get(caseRef));
    }

    /**
     * Keeps keys that peers sent, unopened: the private key is needed only when something is first opened. A key that is
     * already there stays.
     */
    Mono<Void> keep(List<Issued> keys);

    /** Erases the key of the case here, whoever issued it. */
    Mono<Void> erase(String caseRef);

    /**
     * Erases the key of the case if this peer issued it; the ministry's own key, and one of another peer, stay.
     *
     * @param issuer upper-case code of the country whose ministry asks
     * @return whether a key was erased
     */
    Mono<Boolean> eraseIssuedBy(String issuer, String caseRef);

    /**
     * A key that a peer sent.
     *
     * @param issuer upper-case code of the country whose ministry sent it
     * @param wrapped JWE for this ministry
     */
    record Issued(String caseRef, String issuer, String keyId, String wrapped) {
    }
}
