package org.safereturn.messaging.sealing;

import reactor.core.publisher.Mono;

/**
 * The ministry's store of case keys, shared by its services. A case has at most one key; once it is erased, what was
 * sealed under it can no longer be opened by anybody.
 */
public interface CaseKeys {

    /** The key of the case, or empty when this ministry has none (yet, or any more). */
    Mono<CaseKey> find(String caseRef);

    /** The key of the case; creates it when there is none. Services that ask at the same time get the same key. */
    Mono<CaseKey> obtain(String caseRef);

    /**
     * Keeps a key that a peer sent, unopened: the private key is needed only when something is first opened. A key
     * that is already there stays.
     *
     * @param issuer upper-case code of the country whose ministry sent it
     * @param wrapped JWE for this ministry
     */
    Mono<Void> keep(String caseRef, String issuer, String keyId, String wrapped);

    /** Erases the key of the case here, whoever issued it. */
    Mono<Void> erase(String caseRef);

    /**
     * Erases the key of the case if this peer issued it; the ministry's own key, and one of another peer, stay.
     *
     * @param issuer upper-case code of the country whose ministry asks
     * @return whether a key was erased
     */
    Mono<Boolean> eraseIssuedBy(String issuer, String caseRef);
}
