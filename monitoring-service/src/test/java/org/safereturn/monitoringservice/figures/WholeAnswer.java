package org.safereturn.monitoringservice.figures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import org.safereturn.monitoringservice.fold.JourneyState;

/**
 * One answer as an attacker reads it: every number of persons by name, known or not, and every way in which the tables
 * of the answer hang together. It knows nothing of how the service decides.
 */
final class WholeAnswer {

    private static final int UNKNOWN = -1;

    /** Numbers of which the first is the sum of the others. */
    record Equation(String total, List<String> parts) {
    }

    private final Map<String, Long> numbers = new LinkedHashMap<>();
    private final List<Equation> equations = new ArrayList<>();

    private WholeAnswer() {
    }

    /** Reads an answer. */
    static WholeAnswer of(Figures figures) {
        WholeAnswer answer = new WholeAnswer();
        answer.today(figures);
        answer.quarter(figures);
        figures.checkpointReturns().forEach(answer::checkpoint);
        answer.checkpointIndicator(figures);
        return answer;
    }

    /** All numbers; below zero what the answer does not tell. */
    Map<String, Long> numbers() {
        return numbers;
    }

    /** All equations. */
    List<Equation> equations() {
        return equations;
    }

    private void today(Figures figures) {
        number("journeys", figures.journeys());
        number("persons", figures.persons());
        number("duplicates", figures.duplicates());
        equal("journeys", "persons", "duplicates");
        figures.personsByDirection().forEach((direction, cell) -> number("persons " + direction, cell));
        sum("persons", figures.directions(), each -> "persons " + each);
        figures.states().forEach(row -> row.byDirection().forEach((direction, cell) ->
                number(row.state() + " " + direction, cell)));
        figures.waiting().forEach(row -> {
            String name = "waiting " + row.waitingFor() + " " + row.direction();
            number(name, row.total());
            List<String> bands = new ArrayList<>();
            for (Cell band : row.bands()) {
                bands.add(name + " " + bands.size());
                number(bands.getLast(), band);
            }
            equations.add(new Equation(name, bands));
            equations.add(new Equation(name, waiting(row.waitingFor()).map(each -> each + " " + row.direction()).toList()));
        });
        figures.unmatchedHandovers().forEach(row -> {
            number("unmatched " + row.direction(), row.count());
            equal("unmatched " + row.direction(), "HANDED_OVER " + row.direction());
        });
        for (String direction : figures.directions()) {
            sum("persons " + direction, List.of(JourneyState.values()), each -> each + " " + direction);
            sum("persons " + direction, List.of("REFERRALS"), each -> each + " " + direction);
            equations.add(new Equation("RETURNS " + direction, EnumSet.range(JourneyState.ARRIVED, JourneyState.CLOSED)
                    .stream().map(each -> each + " " + direction).toList()));
        }
    }

    private static Stream<JourneyState> waiting(Figures.WaitingFor what) {
        return switch (what) {
            case RECEIPT -> Stream.of(JourneyState.REFERRED);
            case ACCEPTANCE -> Stream.of(JourneyState.RECEIVED);
            case RESULT -> Stream.of(JourneyState.TRACING);
            case RETURN -> Stream.of(JourneyState.RETURN_DECIDED, JourneyState.RETURN_PROPOSED,
                    JourneyState.RETURN_CONFIRMED, JourneyState.RETURN_SUSPENDED, JourneyState.HANDED_OVER);
        };
    }

    private void quarter(Figures figures) {
        figures.thisQuarter().forEach((what, cells) -> cells.forEach((direction, cell) ->
                number(what + " " + direction, cell)));
        for (Figures.Indicator each : figures.indicators()) {
            boolean visits = each.id().equals("IND-D10");
            switch (each.measure()) {
                case COUNT, OVERRIDES -> {
                    number(name(each, "joint"), each.joint());
                    each.byCountry().forEach((country, cell) -> number(name(each, country), cell));
                    if (!each.id().equals("IND-A5")) {
                        sum(name(each, "joint"), figures.countries(), country -> name(each, country));
                    }
                }
                case SHARE -> {
                    share(name(each, "joint"), each.joint(), visits);
                    each.byCountry().forEach((country, cell) -> share(name(each, country), cell, visits));
                    for (String part : visits ? List.of("") : List.of("", " yes", " no")) {
                        sum(name(each, "joint") + part, figures.countries(), country -> name(each, country) + part);
                    }
                }
                case MEDIAN, P90 -> {
                    persons(name(each, "joint"), each.joint());
                    each.byCountry().forEach((country, cell) -> persons(name(each, country), cell));
                    sum(name(each, "joint"), figures.countries(), country -> name(each, country));
                }
                case REGISTER -> { }
            }
        }
        for (String country : figures.countries()) {
            List<String> leaving = figures.directions().stream().filter(each -> each.startsWith(country)).toList();
            List<String> coming = figures.directions().stream().filter(each -> each.endsWith(country)).toList();
            sum("IND-A1 COUNT " + country, leaving, each -> "REFERRALS " + each);
            sum("IND-A3 SHARE " + country, leaving, each -> "REFERRALS " + each);
            sum("IND-B1 COUNT " + country, coming, each -> "RESULTS " + each);
            sum("IND-C1 COUNT " + country, coming, each -> "RETURNS " + each);
            sum("IND-D1 SHARE " + country, coming, each -> "RETURNS " + each);
            sum("IND-C4 SHARE " + country + " no", coming, each -> "unmatched " + each);
            sum("IND-D1 SHARE " + country + " no", coming, each -> "ARRIVED " + each);
            sum("IND-C3 MEDIAN " + country, coming, each -> "RETURNS " + each);
            equal("IND-B2 MEDIAN " + country, "IND-B2 P90 " + country);
        }
        figures.splits().forEach((id, cells) -> {
            cells.forEach((code, cell) -> number(id + " " + code, cell));
            sum(id.equals("IND-D13") ? "closed" : "IND-B1 COUNT joint", cells.keySet(), code -> id + " " + code);
        });
        numbers.putIfAbsent("closed", (long) UNKNOWN);
        sum("closed", figures.directions(), each -> "CLOSED " + each);
    }

    private void checkpoint(Figures.CheckpointRow row) {
        String name = checkpoint(row.month(), row.checkpoint(), row.direction());
        number(name, row.total());
        row.bySex().forEach((code, cell) -> number(name + " " + code, cell));
        row.byAgeGroup().forEach((code, cell) -> number(name + " age " + code, cell));
        sum(name, row.bySex().keySet(), code -> name + " " + code);
        sum(name, row.byAgeGroup().keySet(), code -> name + " age " + code);
        row.byCountry().forEach((country, cell) -> {
            if (cell.state() != Cell.State.NOT_REPORTED) {
                number(name + " by " + country, cell);
                equal(name, name + " by " + country);
            }
        });
        if (row.difference().state() != Cell.State.NOT_APPLICABLE) {
            number(name + " difference", row.difference());
            equal(name + " by KH", name + " by TH", name + " difference");
            equal(name + " by TH", name + " by KH", name + " difference");
        }
    }

    private void checkpointIndicator(Figures figures) {
        sum("IND-A5 COUNT joint", figures.checkpointReturns(), each ->
                checkpoint(each.month(), each.checkpoint(), each.direction()));
        for (String country : figures.countries()) {
            sum("IND-A5 COUNT " + country, figures.checkpointReturns().stream()
                    .filter(each -> numbers.containsKey(checkpoint(each.month(), each.checkpoint(), each.direction())
                            + " by " + country)).toList(), each ->
                    checkpoint(each.month(), each.checkpoint(), each.direction()) + " by " + country);
        }
    }

    private static String checkpoint(String month, String place, String direction) {
        return month + " " + place + " " + direction;
    }

    private static String name(Figures.Indicator indicator, String column) {
        return indicator.id() + " " + indicator.measure() + " " + column;
    }

    private void share(String name, Cell cell, boolean visits) {
        persons(name, cell);
        Long of = cell.of();
        long yes = of == null ? UNKNOWN : Math.round(Objects.requireNonNullElse(cell.value(), 0.0) * of / 100);
        if (!visits) {
            numbers.put(name + " yes", yes);
            numbers.put(name + " no", of == null ? UNKNOWN : of - yes);
            equal(name, name + " yes", name + " no");
        }
    }

    private void persons(String name, Cell cell) {
        Long of = cell.of();
        numbers.put(name, of == null ? UNKNOWN : of);
    }

    private void number(String name, Cell cell) {
        Double value = cell.value();
        numbers.put(name, value == null ? UNKNOWN : value.longValue());
    }

    private void equal(String total, String... parts) {
        equations.add(new Equation(total, List.of(parts)));
    }

    private <T> void sum(String total, Collection<T> parts, Function<T, String> name) {
        equations.add(new Equation(total, parts.stream().map(name).toList()));
    }
}
