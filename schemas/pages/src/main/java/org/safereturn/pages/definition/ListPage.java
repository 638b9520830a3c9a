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
 * @param work whether it is work that waits, and so stands at home with its number
 * @param live whether its numbers at home follow what happens; for endpoints that are cheap to ask
 * @param columns what is shown of each
 * @param by where each line says what it is, when that decides where it leads
 * @param leads for what a line is, the service and the page there with a space between, or a page of this service;
 *     {@code {ref}} stands for the case
 */
public record ListPage(String id, String path, Map<String, String> query, @Nullable String in, @Nullable String record,
        boolean work, boolean live, List<Row> columns, @Nullable String by, Map<String, String> leads) {

    /** Keeps its own copies. */
    public ListPage {
        query = Map.copyOf(Objects.requireNonNullElse(query, Map.of()));
        columns = List.copyOf(Objects.requireNonNullElse(columns, List.of()));
        leads = Map.copyOf(Objects.requireNonNullElse(leads, Map.of()));
    }

    /** Whether the endpoint answers page by page. */
    public boolean paged() {
        return in == null;
    }

    /** Where the answer has its lines. */
    public String items() {
        return in == null ? "items" : in;
    }
}
