package org.safereturn.monitoringservice.figures;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.safereturn.monitoringservice.fold.JourneyState;

/**
 * The figures of the joint view at one moment, for the restricted joint level (L2): counts and times, no person rows.
 *
 * @param level who may see it
 * @param authority who stands behind the list of figures and indicators
 * @param at when they were computed
 * @param quarter the quarter that "this quarter" means, as {@code 2026-Q4}
 * @param smallCellsShown whether every country agreed to show cells made of one to four persons
 * @param directions codes of the directions of return, in order
 * @param countries codes of the countries, in order
 * @param readiness by country, whether its own monitoring and evaluation has started
 * @param journeys everything under a statistical reference, duplicates included
 * @param persons journeys without duplicates
 * @param duplicates referrals declined because the person was referred before
 * @param personsByDirection without duplicates
 * @param thisQuarter by what, then by direction
 * @param states persons by state, then by direction
 * @param waiting who waits for what, how long
 * @param unmatchedHandovers handovers without an arrival, by direction
 * @param checkpointReturns returns of people who are not victims, counted at the source
 * @param indicators the first set
 * @param splits outcomes of the quarter, by indicator then by outcome
 */
public record Figures(String level, String authority, Instant at, String quarter, boolean smallCellsShown,
        List<String> directions, List<String> countries, Map<String, Readiness> readiness, Cell journeys, Cell persons,
        Cell duplicates, Map<String, Cell> personsByDirection, Map<Counted, Map<String, Cell>> thisQuarter,
        List<StateRow> states, List<WaitingRow> waiting, List<Unmatched> unmatchedHandovers,
        List<CheckpointRow> checkpointReturns, List<Indicator> indicators, Map<String, Map<String, Cell>> splits) {

    /** What is counted in a quarter. */
    public enum Counted { REFERRALS, RESULTS, RETURNS }

    /** What a person can wait for. */
    public enum WaitingFor { RECEIPT, ACCEPTANCE, RESULT, RETURN }

    /** How an indicator is made of its persons. */
    public enum Measure {
        /** Number of persons. */
        COUNT,
        /** Percent of persons. */
        SHARE,
        /** Days that half of the persons did not exceed. */
        MEDIAN,
        /** Days that nine in ten persons did not exceed. */
        P90,
        /** A state of a register. */
        REGISTER
    }

    /** Persons in one state. */
    public record StateRow(JourneyState state, JourneyState.Phase phase, Map<String, Cell> byDirection) {
    }

    /**
     * Persons who wait.
     *
     * @param bands up to 30 days, 31 to 60, 61 to 90, more than 90
     * @param longestDays of whoever waits longest, null when nobody does
     */
    public record WaitingRow(WaitingFor waitingFor, String direction, Cell total, List<Cell> bands,
            @Nullable Long longestDays) {
    }

    /**
     * Handovers recorded by the host that no arrival answers.
     *
     * @param longestHours since the oldest of them, null when there is none
     */
    public record Unmatched(String direction, Cell count, @Nullable Long longestHours) {
    }

    /** Returns through a checkpoint in one month. */
    public record CheckpointRow(String month, String checkpoint, String country, String direction, Cell total,
            Map<String, Cell> bySex, Map<String, Cell> byAgeGroup) {
    }

    /**
     * One indicator.
     *
     * @param joint computed from the events of both countries
     * @param byCountry what the country's own monitoring and evaluation gives; "not started" is not zero
     */
    public record Indicator(String id, Measure measure, Cell joint, Map<String, Cell> byCountry) {
    }
}
