package org.safereturn.monitoringservice.fold;

/**
 * One complete set of the view's documents. A rebuild makes a new one beside the one that is shown.
 *
 * @param generation from 1; every rebuild begins one that there never was
 */
public record View(long generation) {

    /** The one that a store shows in which nothing was ever rebuilt. */
    public static final View FIRST = new View(1);
}
