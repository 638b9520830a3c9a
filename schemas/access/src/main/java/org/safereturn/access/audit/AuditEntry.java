package org.safereturn.access.audit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One access, before it has a place in the chain. The terms are those of IHE ATNA and FHIR's AuditEvent. It holds
 * nothing about a person except the case references.
 *
 * @param agent who
 * @param purpose name of the purpose of use
 * @param action what was done
 * @param endpoint method and path template, with the names of its variables in place of their values
 * @param cases references of the cases, sorted, each once
 * @param outcome what became of it
 * @param status HTTP status of the answer; none for an attempt
 * @param rule rule id of a refusal or failure
 * @param attempt sequence number of the attempt that this is the end of
 */
public record AuditEntry(Agent agent, String purpose, Action action, String endpoint, List<String> cases,
        Outcome outcome, OptionalInt status, Optional<String> rule, OptionalLong attempt) {

    /** Sorts the references. */
    public AuditEntry {
        cases = cases.stream().sorted().distinct().toList();
    }

    /** An attempt at this. */
    public static AuditEntry attempt(Agent agent, String purpose, Action action, String endpoint, List<String> cases) {
        return new AuditEntry(agent, purpose, action, endpoint, cases, Outcome.ATTEMPTED, OptionalInt.empty(),
                Optional.empty(), OptionalLong.empty());
    }

    /** The end of this, with the outcome that the status stands for. */
    public static AuditEntry ended(Agent agent, String purpose, Action action, String endpoint, List<String> cases,
            int status, Optional<String> rule, OptionalLong attempt) {
        return new AuditEntry(agent, purpose, action, endpoint, cases, Outcome.ofStatus(status),
                OptionalInt.of(status), rule, attempt);
    }
}
