package org.safereturn.monitoringservice.figures;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.safereturn.monitoringservice.fold.JourneyState;

/**
 * The figures that one reader sees: counts and times, no person rows. The tables are those of the level's latest
 * publication; what the reader's own ministry records is of this moment and in full.
 *
 * @param level of the tables, as {@code L2}
 * @param hiddenBelow numbers of persons from one to below this are hidden
 * @param own the country whose ministry reads and sees its own side in full, absent when it is none of them
 * @param authority who stands behind the list of figures and indicators
 * @param at when they were computed
 * @param published when the level's tables were published
 * @param nextPublication when they are published again
 * @param quarter the quarter that "this quarter" means, as {@code 2026-Q4}
 * @param smallCellsShown whether every country agreed to show small cells at the joint level
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
public record Figures(String level, int hiddenBelow, @Nullable String own, String authority, Instant at, Instant published,
        Instant nextPublication, String quarter, boolean smallCellsShown, List<String> directions, List<String> countries,
        Map<String, Readiness> readiness, Cell journeys, Cell persons, Cell duplicates,
        Map<String, Cell> personsByDirection, Map<Counted, Map<String, Cell>> thisQuarter, List<StateRow> states,
        List<WaitingRow> waiting, List<Unmatched> unmatchedHandovers, List<CheckpointRow> checkpointReturns,
        List<Indicator> indicators, Map<String, Map<String, Cell>> splits) {

    /** What is counted in a quarter. */
    public enum Counted {
        REFERRALS, RESULTS, RETURNS;

        /** The country that records it, in a direction as {@code TH_TO_KH}. */
        String recordedBy(String direction) {
            int between = direction.indexOf("_TO_");
            return this == REFERRALS ? direction.substring(0, between) : direction.substring(between + 4);
        }
    }

    /** What a person can wait for. */
    public enum WaitingFor { RECEIPT, ACCEPTANCE, RESULT, RETURN }

    /** How an indicator is made of its persons. */
    public enum Measure {
        /** Number of persons. */
        COUNT,
        /** Percent of persons. */
        SHARE,
        /** Number of persons handed over past the rule by order of an authority, who are not in the share. */
        OVERRIDES,
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
     */
    public record WaitingRow(WaitingFor waitingFor, String direction, Cell total, List<Cell> bands) {
    }

    /** Handovers recorded by the host that no arrival answers. */
    public record Unmatched(String direction, Cell count) {
    }

    /**
     * Returns through a checkpoint in one month.
     *
     * @param total the larger of the reports: the same people are counted once
     * @param byCountry what each country reported
     * @param difference between the reports, for the two to look into; not applicable where only one reported
     */
    public record CheckpointRow(String month, String checkpoint, String direction, Cell total, Map<String, Cell> byCountry,
            Cell difference, Map<String, Cell> bySex, Map<String, Cell> byAgeGroup) {
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
