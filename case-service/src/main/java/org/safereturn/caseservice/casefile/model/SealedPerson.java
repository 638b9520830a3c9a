package org.safereturn.caseservice.casefile.model;

import org.safereturn.messaging.sealing.Sealed;

/**
 * Who the person is, sealed under the case key.
 *
 * @param identity as the file keeps it
 * @param standing as the own services are told it, with what a referral needs besides
 */
public record SealedPerson(Sealed identity, Sealed standing) {
}
