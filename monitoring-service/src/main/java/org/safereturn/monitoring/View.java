package org.safereturn.monitoring;

/**
 * One complete set of the view's documents. A rebuild makes a new one beside the live one.
 *
 * @param generation rises with every rebuild, from 1
 */
record View(long generation) {

    View next() {
        return new View(generation + 1);
    }
}
