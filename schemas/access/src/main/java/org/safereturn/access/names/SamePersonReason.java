package org.safereturn.access.names;

/** What speaks for one person or against it. */
public enum SamePersonReason {
    /** All parts of a name are the same, as they are compared for finding by name. */
    SAME_NAME,
    /** A part of a name is the same. */
    SAME_PART,
    /** All parts of a name sound alike. */
    NAME_SOUNDS_ALIKE,
    /** A part of a name sounds alike. */
    PART_SOUNDS_ALIKE,
    /** The parts agree in another order. */
    OTHER_ORDER,
    /** A nickname sounds alike. */
    NICKNAME,
    /** Born on the same day. */
    SAME_DAY_OF_BIRTH,
    /** Born in the same year. */
    SAME_YEAR_OF_BIRTH,
    /** An estimated birth does not exclude the other. */
    BIRTH_MAY_BE_SAME,
    /** Born in the same year if one of the two is of the Buddhist era. */
    SAME_YEAR_IN_BUDDHIST_ERA,
    /** Born a year apart. */
    BIRTH_NEAR,
    /** The same sex. */
    SAME_SEX,
    /** Against: born otherwise. */
    BIRTH_DIFFERS,
    /** Against: another sex. */
    SEX_DIFFERS
}
