package org.safereturn.access.identity;

/** The roles a token may carry; a token with any other role is not accepted. */
public enum Role {
    /** Opens cases and records identification decisions and consents. */
    INTAKE_OFFICER,
    /** Accompanies one case from reception to closure. */
    CASE_MANAGER,
    /** Approves what others prepared. */
    SUPERVISOR,
    /** Looks for the family and records tracing results. */
    TRACING_OFFICER,
    /** Receives people at the crossing point or the shelter. */
    RECEPTION_OFFICER,
    /** Monitoring and evaluation; statistics only. */
    ME_OFFICER,
    /** Runs the system; sees no case. */
    OPERATOR,
    /** Maintains the country profile. */
    ADMINISTRATOR,
    /** A ministry's own system, signed in with client credentials. */
    MINISTRY_SYSTEM,
    /** Is told of every temporary access to a case and looks after how personal data are handled; sees no case. */
    DATA_PROTECTION_OFFICER,
    /** Sees aggregates only. */
    OBSERVER
}
