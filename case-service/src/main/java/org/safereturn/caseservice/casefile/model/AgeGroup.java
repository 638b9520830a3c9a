package org.safereturn.caseservice.casefile.model;

/** Age in completed years when the person was identified, in groups. */
public enum AgeGroup {
    /** 0 to 11. */
    AGE_0_11,
    /** 12 to 17. */
    AGE_12_17,
    /** 18 to 59. */
    AGE_18_59,
    /** 60 and more. */
    AGE_60_PLUS,
    /** Not known. */
    NOT_STATED,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN;

    private static final int TWELVE = 12;
    private static final int ADULT = 18;
    private static final int SIXTY = 60;

    /** The group of an age in completed years. */
    public static AgeGroup of(int years) {
        if (years < TWELVE) {
            return AGE_0_11;
        }
        if (years < ADULT) {
            return AGE_12_17;
        }
        return years < SIXTY ? AGE_18_59 : AGE_60_PLUS;
    }
}
