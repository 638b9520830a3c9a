package org.safereturn.referralservice.standing.model;

import java.time.LocalDate;

/**
 * Whether the person, who works with the prosecution, agrees that the return waits for it. It is told to whoever arranges the
 * return; no rule asks for it, and it keeps nobody from returning.
 *
 * @param waits whether that is so now
 * @param since day from which it is so, or is not
 * @param version of the record that told it
 */
public record ProceedingsHold(boolean waits, LocalDate since, long version) {
}
