package org.safereturn.systemtests.officers;

import java.util.Locale;

/** What a journey costs the officers: pages that they see, clicks, and fields that they fill in. */
final class Tally {

    private int pages;
    private int clicks;
    private int fields;

    /** A page was seen. */
    void page() {
        pages++;
    }

    /** Something was clicked. */
    void click() {
        clicks++;
    }

    /** A field was filled in. */
    void field() {
        fields++;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d pages, %d clicks, %d fields", pages, clicks, fields);
    }
}
