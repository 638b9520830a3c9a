package org.safereturn.tracingservice.tracing.model;

/** What a tracing officer did; the list is proposed and follows sections C to G of the form. */
public enum ActionType {
    /** Civil registry looked up. */
    CIVIL_REGISTRY_CHECK(Track.NATIONALITY, Purpose.NATIONALITY_CHECK),
    /** Family book or household registration looked up. */
    FAMILY_BOOK_CHECK(Track.NATIONALITY, Purpose.NATIONALITY_CHECK),
    /** Identity number looked up. */
    ID_NUMBER_CHECK(Track.NATIONALITY, Purpose.NATIONALITY_CHECK),
    /** Birth record looked up. */
    BIRTH_RECORD_CHECK(Track.NATIONALITY, Purpose.NATIONALITY_CHECK),
    /** Village or commune asked to confirm. */
    LOCAL_AUTHORITY_ENQUIRY(Track.NATIONALITY, Purpose.NATIONALITY_CHECK),
    /** School record looked up. */
    SCHOOL_RECORD_CHECK(Track.NATIONALITY, Purpose.NATIONALITY_CHECK),
    /** Interview by the consulate. */
    CONSULAR_INTERVIEW(Track.NATIONALITY, Purpose.NATIONALITY_CHECK),
    /** Address or relatives looked up at the desk, nobody contacted. */
    ADDRESS_SEARCH(Track.FAMILY, Purpose.TRACING),
    /** A relative called or written to. */
    FAMILY_CALL(Track.FAMILY, Purpose.FAMILY_CONTACT),
    /** A relative visited. */
    FAMILY_VISIT(Track.FAMILY, Purpose.FAMILY_CONTACT),
    /** The family's capacity to care assessed with the family. */
    FAMILY_ASSESSMENT(Track.FAMILY, Purpose.FAMILY_CONTACT);

    private final Track track;
    private final Purpose purpose;

    ActionType(Track track, Purpose purpose) {
        this.track = track;
        this.purpose = purpose;
    }

    /** The question this action helps to answer. */
    public Track track() {
        return track;
    }

    /** The purpose that must be permitted at the moment of recording. */
    public Purpose purpose() {
        return purpose;
    }
}
