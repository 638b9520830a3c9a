package org.safereturn.pages.definition;

/** What a value is, so that it is shown as people read it. */
public enum Kind {
    /** Words or a number, as they are. */
    TEXT,
    /** A code of the contract or of the service, by its label. */
    CODE,
    /** A unit, a crossing point, an authority or a body of the country profiles, by its name. */
    PLACE,
    /** A country. */
    COUNTRY,
    /** From which country to which. */
    DIRECTION,
    /** A language. */
    LANGUAGE,
    /** A calendar day. */
    DAY,
    /** A month of a year. */
    MONTH,
    /** A moment, by the clock of the country. */
    MOMENT,
    /** The number of a round, with its word; nothing for 0. */
    ROUND,
    /** Yes or no. */
    YES_NO,
    /** An officer: reference, role and unit. */
    OFFICER,
    /** The reference of a case; on a list it leads to the record. */
    CASE,
    /** Several things with rows of their own. */
    MANY,
    /** Codes of rules, by the titles of the problems that tell of them. */
    RULE
}
