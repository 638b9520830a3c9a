package org.safereturn.tracing.model;

/** The answer to "can the family give proper care?" for one special-care flag. */
public enum Capacity {
    /** Yes. */
    ABLE,
    /** Yes, with support. */
    ABLE_WITH_SUPPORT,
    /** No; also where no family was found or asked, because then nobody can. */
    UNABLE,
    /** It would not be safe. */
    UNSAFE
}
