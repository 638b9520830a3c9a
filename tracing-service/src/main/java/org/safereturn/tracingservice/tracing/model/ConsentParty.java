package org.safereturn.tracingservice.tracing.model;

/** Who consents, on the form of the tracing, to the assessment and to sharing what it found. */
public enum ConsentParty {
    /** The guardian of the child, or the authority in a guardian's place. */
    GUARDIAN,
    /** The child. */
    CHILD,
    /** The family that was found. */
    FAMILY
}
