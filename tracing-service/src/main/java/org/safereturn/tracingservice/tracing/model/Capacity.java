package org.safereturn.tracingservice.tracing.model;

/** The answer to "can the family give proper care?" for one special-care flag. */
public enum Capacity {
    /** Yes. */
    ABLE,
    /** Yes, with support. */
    ABLE_WITH_SUPPORT,
    /** No; also where no family was found or asked, because then nobody can. */
    UNABLE,
    /** It would not be safe. */
    UNSAFE,
    /** What a newer peer says and this release does not know; read, never given. */
    UNKNOWN
}
