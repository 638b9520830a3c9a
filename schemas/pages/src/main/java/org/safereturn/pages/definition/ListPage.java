package org.safereturn.pages.definition;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A list: a page of what one endpoint answers.
 *
 * @param id names it in addresses and texts
 * @param path of the endpoint
 * @param query what is asked for
 * @param in where an answer that comes whole has its lines; one that comes by pages has {@code items} and is not named
 * @param record to which each line leads
 * @param ref where each line says which record it leads to; the case where nothing is said
 * @param work whether it is work that waits, and so stands at home with its number
 * @param live whether its numbers at home follow what happens; for endpoints that are cheap to ask
 * @param quiet whether it does not stand at home while there is nothing on it
 * @param brief whether only its numbers stand at home
 * @param oversight whether it is for those who oversee the ministry only
 * @param filter name of the code by which the reader narrows it down, in the query and in each of the {@code counts}
 * @param tally what is shown of each of the {@code counts}, the code of the filter first
 * @param columns what is shown of each
 * @param by where each line says what it is, when that decides where it leads
 * @param leads for what a line is, the service and the page there with a space between, or a page of this service;
 *     {@code {ref}} stands for the case, and {@value #ANYTHING} for whatever a line is
 */
public record ListPage(String id, String path, Map<String, String> query, @Nullable String in, @Nullable String record, @Nullable String ref,
        boolean work, boolean live, boolean quiet, boolean brief, boolean oversight, @Nullable String filter,
        List<Row> tally, List<Row> columns, @Nullable String by, Map<String, String> leads) {

    /** Of {@link #leads}. */
    public static final String ANYTHING = "*";

    /** Keeps its own copies. */
    public ListPage {
        query = Map.copyOf(Objects.requireNonNullElse(query, Map.of()));
        tally = List.copyOf(Objects.requireNonNullElse(tally, List.of()));
        columns = List.copyOf(Objects.requireNonNullElse(columns, List.of()));
        leads = Map.copyOf(Objects.requireNonNullElse(leads, Map.of()));
    }

    /** Whether it stands at home with these numbers. */
    public boolean stands(boolean nothing) {
        return !nothing || !(quiet || brief);
    }

    /** Where a line that is this leads; empty for nowhere else. */
    public String lead(String what) {
        return leads.getOrDefault(what, leads.getOrDefault(ANYTHING, ""));
    }

    /** Whether the endpoint answers page by page. */
    public boolean paged() {
        return in == null;
    }

    /** Where each line says which record it leads to. */
    public String refPath() {
        return ref == null ? "caseRef" : ref;
    }

    /** Where the answer has its lines. */
    public String items() {
        return in == null ? "items" : in;
    }
}
