package org.safereturn.monitoringservice.figures;

/** Journeys that add the same to the numbers. */
final class Cohort {

    private final Contribution.Shape shape;
    private long journeys;
    private long counted;

    Cohort(Contribution.Shape shape) {
        this.shape = shape;
    }

    /** To which numbers each of them adds. */
    Contribution.Shape shape() {
        return shape;
    }

    /** How many of them are counted today. */
    long counted() {
        return counted;
    }

    /** Whether there is none, neither counted today nor not. */
    boolean isEmpty() {
        return journeys == 0;
    }

    /** So many journeys more, or fewer. */
    void join(int more) {
        journeys += more;
    }

    /** So many more of them are counted, or fewer. */
    void count(int more) {
        counted += more;
    }
}
