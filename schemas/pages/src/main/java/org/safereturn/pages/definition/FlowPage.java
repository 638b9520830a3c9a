package org.safereturn.pages.definition;

/**
 * The way of a case as a chart.
 *
 * @param path of the endpoint that answers every version; one version and its differences lie below it
 * @param record the record whose place is marked
 * @param version where that record says on which version it is
 * @param state where it says its state
 */
public record FlowPage(String path, String record, String version, String state) {

    /** Of the endpoint of one version, as the API names it. */
    public String one() {
        return path + "/{version}";
    }
}
