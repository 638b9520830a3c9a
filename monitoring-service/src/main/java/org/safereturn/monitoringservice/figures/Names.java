package org.safereturn.monitoringservice.figures;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.safereturn.monitoringservice.fold.JourneyState;

/** Names of the numbers that the figures are made of. */
final class Names {

    static final String JOURNEYS = "journeys";
    static final String PERSONS = "persons";
    static final String DUPLICATES = "duplicates";
    static final String JOINT = "joint";
    static final int BANDS = 4;

    /** What begins the names of a quarter. */
    private static final String QUARTER = "quarter/";
    private static final String CHECKPOINT = "/checkpoint/";
    private static final String TOTAL = "/total";

    private Names() {
    }

    static String persons(String direction) {
        return PERSONS + "/" + direction;
    }

    static String state(JourneyState state, String direction) {
        return "state/" + state + "/" + direction;
    }

    static String waiting(Figures.WaitingFor what, String direction) {
        return "waiting/" + what + "/" + direction;
    }

    /** Those who wait so long. */
    static String band(String waiting, int band) {
        return waiting + "/" + band;
    }

    static List<String> bands(Figures.WaitingFor what, String direction) {
        return IntStream.range(0, BANDS).mapToObj(band -> band(waiting(what, direction), band)).toList();
    }

    static String quarter(String quarter, Figures.Counted what, String direction) {
        return QUARTER + quarter + "/" + what + "/" + direction;
    }

    static String handovers(String quarter, String direction) {
        return QUARTER + quarter + "/HANDOVERS/" + direction;
    }

    /** An indicator's persons in one column, the joint one or a country's. */
    static String indicator(String quarter, String id, Figures.Measure measure, String column) {
        return QUARTER + quarter + "/" + id + "/" + measure + "/" + column;
    }

    /** How long it took, for all measures of an indicator. */
    static String times(String quarter, String id) {
        return QUARTER + quarter + "/" + id + "/times";
    }

    static String yes(String indicator) {
        return indicator + "/yes";
    }

    static String no(String indicator) {
        return indicator + "/no";
    }

    static String split(String quarter, String id, String outcome) {
        return QUARTER + quarter + "/" + id + "/split/" + outcome;
    }

    /** The part of an outcome that one country records. */
    static String recordedBy(String split, String country) {
        return split + "/by/" + country;
    }

    /** Persons of whom a ministry has recorded these steps, and who stand where a step of the other side led. */
    static String elsewhere(String ministry, String direction, String steps) {
        return "elsewhere/" + ministry + "/" + direction + "/" + steps;
    }

    /** Those of them who stand in this state. */
    static String elsewhere(String row, JourneyState state) {
        return row + "/" + state;
    }

    static String checkpoint(String quarter, String month, String checkpoint, String direction) {
        return QUARTER + quarter + CHECKPOINT + month + "/" + checkpoint + "/" + direction;
    }

    static String total(String row) {
        return row + TOTAL;
    }

    static String reported(String row, String country) {
        return row + "/by/" + country;
    }

    static String sex(String row, String code) {
        return row + "/sex/" + code;
    }

    static String age(String row, String code) {
        return row + "/age/" + code;
    }

    /** The checkpoint rows of a quarter among all names. */
    static Stream<CheckpointName> checkpoints(Stream<String> names, String quarter) {
        String prefix = QUARTER + quarter + CHECKPOINT;
        return names.filter(each -> each.startsWith(prefix) && each.endsWith(TOTAL)).map(each -> {
            String row = each.substring(0, each.length() - TOTAL.length());
            String name = row.substring(prefix.length());
            int first = name.indexOf('/');
            int last = name.lastIndexOf('/');
            return new CheckpointName(row, name.substring(0, first), name.substring(first + 1, last),
                    name.substring(last + 1));
        });
    }

    /** A checkpoint row. */
    record CheckpointName(String row, String month, String checkpoint, String direction) {
    }

    /** The directions among all names. */
    static Stream<String> directions(Stream<String> names) {
        String prefix = PERSONS + "/";
        return names.filter(each -> each.startsWith(prefix)).map(each -> each.substring(prefix.length()));
    }

    /** The quarters among all names. */
    static Stream<String> quarters(Stream<String> names) {
        return names.filter(each -> each.startsWith(QUARTER))
                .map(each -> each.substring(QUARTER.length(), each.indexOf('/', QUARTER.length()))).distinct();
    }
}
