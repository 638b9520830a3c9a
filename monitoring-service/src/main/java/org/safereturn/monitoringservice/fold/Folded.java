package org.safereturn.monitoringservice.fold;

import java.time.Instant;
import java.util.Arrays;

/**
 * What many events change in one document, folded into one change of each place; the same whatever their order and
 * repetition. Takes about a tenth of a document's memory. For one thread at a time.
 */
public final class Folded {

    private static final int FEW = 4;
    private static final int EMPTY_BYTES = 160;
    private static final int MILESTONE_BYTES = 20;
    private static final int CHANGE_BYTES = 140;

    private Milestone[] happened = new Milestone[FEW];
    /** Of each milestone the earliest and the latest time, in milliseconds. */
    private long[] times = new long[2 * FEW];
    private int milestones;
    private Change[] others = new Change[FEW];
    private int changes;

    /** Where a folded document goes. */
    public interface Target {

        /** The earlier of this time and the one that is there stands. */
        void least(String path, Instant at);

        /** The later of this time and the one that is there stands. */
        void greatest(String path, Instant at);

        /** The lesser of this text and the one that is there stands. */
        void least(String path, String text);

        /** The greater of this text and the one that is there stands. */
        void greatest(String path, String text);

        /** One more member of a set, unless it is one. */
        void member(String path, String value);
    }

    /** Folds a change in; doing it again changes nothing. */
    public void add(Change change) {
        switch (change) {
            case Change.Happened(Milestone what, Instant at) -> happened(what, at.toEpochMilli());
            case Change.Lowest lowest -> stated(lowest, -1);
            case Change.Highest highest -> stated(highest, 1);
            case Change.Member member -> member(member);
        }
    }

    private void happened(Milestone what, long at) {
        for (int index = 0; index < milestones; index++) {
            if (happened[index] == what) {
                times[2 * index] = Math.min(times[2 * index], at);
                times[2 * index + 1] = Math.max(times[2 * index + 1], at);
                return;
            }
        }
        if (milestones == happened.length) {
            happened = Arrays.copyOf(happened, milestones + FEW);
            times = Arrays.copyOf(times, 2 * (milestones + FEW));
        }
        happened[milestones] = what;
        times[2 * milestones] = at;
        times[2 * milestones + 1] = at;
        milestones++;
    }

    private void stated(Change.Stated stated, int sign) {
        for (int index = 0; index < changes; index++) {
            if (others[index] instanceof Change.Stated known && known.path().equals(stated.path())) {
                if (sign * stated.compare(known) > 0) {
                    others[index] = stated;
                }
                return;
            }
        }
        append(stated);
    }

    private void member(Change.Member member) {
        for (int index = 0; index < changes; index++) {
            if (others[index].equals(member)) {
                return;
            }
        }
        append(member);
    }

    private void append(Change change) {
        if (changes == others.length) {
            others = Arrays.copyOf(others, changes + Math.max(FEW, changes / 2));
        }
        others[changes++] = change;
    }

    /** About how many bytes of memory it takes, without its id. */
    public int bytes() {
        return EMPTY_BYTES + MILESTONE_BYTES * happened.length + CHANGE_BYTES * changes;
    }

    /** Tells everything that is to be stored. */
    public void tell(Target target) {
        for (int index = 0; index < milestones; index++) {
            Milestone what = happened[index];
            target.least(what.firstPath(), Instant.ofEpochMilli(times[2 * index]));
            target.greatest(what.lastPath(), Instant.ofEpochMilli(times[2 * index + 1]));
        }
        for (int index = 0; index < changes; index++) {
            switch (others[index]) {
                case Change.Lowest lowest -> target.least(lowest.path(), lowest.text());
                case Change.Highest highest -> target.greatest(highest.path(), highest.text());
                case Change.Member(String path, String value) -> target.member(path, value);
                case Change.Happened(Milestone what, Instant at) ->
                        throw new IllegalStateException(what + " at " + at + " is kept beside the others");
            }
        }
    }
}
