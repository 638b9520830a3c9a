package org.safereturn.caseservice.casefile.model;

/**
 * What the host side decided about a case.
 *
 * @param identification the decision whether the person is a victim
 * @param wish whether the person wants to return
 * @param route where the case goes
 */
public record HostDecision(Identification identification, WishToReturn wish, Route route) {
}
