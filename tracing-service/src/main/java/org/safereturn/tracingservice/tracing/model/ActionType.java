package org.safereturn.tracingservice.tracing.model;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** What a tracing officer did; the list is proposed and follows sections C to G of the form. */
public enum ActionType {
    /** Civil registry looked up. */
    CIVIL_REGISTRY_CHECK(NationalityBasis.CIVIL_REGISTRY),
    /** Family book or household registration looked up. */
    FAMILY_BOOK_CHECK(NationalityBasis.FAMILY_BOOK),
    /** Identity number looked up. */
    ID_NUMBER_CHECK(NationalityBasis.ID_NUMBER),
    /** Birth record looked up. */
    BIRTH_RECORD_CHECK(NationalityBasis.BIRTH_RECORD),
    /** Village or commune asked to confirm. */
    LOCAL_AUTHORITY_ENQUIRY(NationalityBasis.LOCAL_AUTHORITY),
    /** School record looked up. */
    SCHOOL_RECORD_CHECK(NationalityBasis.SCHOOL_RECORD),
    /** Interview by the consulate. */
    CONSULAR_INTERVIEW(NationalityBasis.CONSULAR_INTERVIEW),
    /** Address or relatives looked up at the desk, nobody contacted. */
    ADDRESS_SEARCH(Purpose.TRACING, false),
    /** A relative called or written to. */
    FAMILY_CALL(Purpose.FAMILY_CONTACT, false),
    /** A relative visited. */
    FAMILY_VISIT(Purpose.FAMILY_CONTACT, true),
    /** The family's capacity to care assessed with the family. */
    FAMILY_ASSESSMENT(Purpose.FAMILY_CONTACT, true);

    private final Track track;
    private final Purpose purpose;
    private final @Nullable NationalityBasis source;
    private final boolean goesThere;

    ActionType(NationalityBasis source) {
        this.track = Track.NATIONALITY;
        this.purpose = Purpose.NATIONALITY_CHECK;
        this.source = source;
        this.goesThere = false;
    }

    ActionType(Purpose purpose, boolean goesThere) {
        this.track = Track.FAMILY;
        this.purpose = purpose;
        this.source = null;
        this.goesThere = goesThere;
    }

    /** The question this action helps to answer. */
    public Track track() {
        return track;
    }

    /** The purpose that must be permitted at the moment of recording. */
    public Purpose purpose() {
        return purpose;
    }

    /** The source of an answer on nationality that this action looks into; none for the family. */
    public Optional<NationalityBasis> source() {
        return Optional.ofNullable(source);
    }

    /** Whether an officer goes to where the family lives. */
    boolean goesThere() {
        return goesThere;
    }
}
