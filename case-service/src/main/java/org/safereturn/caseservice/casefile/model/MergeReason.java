package org.safereturn.caseservice.casefile.model;

/** How it is known that two cases are of one person. */
public enum MergeReason {
    /** The person says so. */
    PERSON_SAYS_SO,
    /** Both files show the same document. */
    SAME_DOCUMENT,
    /** Both files show the same person on a photo. */
    SAME_PHOTO,
    /** One intake was recorded twice. */
    RECORDED_TWICE,
    /** The other country found it. */
    FOUND_BY_OTHER_SIDE,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN
}
