package org.safereturn.tracingservice.tracing.model;

/**
 * The capacity answer to one special-care flag.
 *
 * @param careFlag the flag of the referral
 * @param capacity what the assessment found for it
 */
public record CareAnswer(CareFlag careFlag, Capacity capacity) {
}
