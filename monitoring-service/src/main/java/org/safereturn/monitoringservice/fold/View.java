package org.safereturn.monitoringservice.fold;

/**
 * One complete set of the view's documents. A rebuild makes a new one beside the live one.
 *
 * @param generation rises with every rebuild, from 1
 */
public record View(long generation) {

    /** The one after it. */
    public View next() {
        return new View(generation + 1);
    }
}
