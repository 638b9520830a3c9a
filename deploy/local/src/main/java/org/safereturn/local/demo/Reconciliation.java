package org.safereturn.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.safereturn.local.Progress;

/**
 * What was accepted, what arrived and what is counted, of the cases that this run made and of no others.
 *
 * @param accepted referrals that were accepted by HTTP
 * @param arrived how many of them the peer's inbox lists
 * @param doubled how many of them it lists more than once
 * @param counted how many of them the joint view counts as a person
 */
public record Reconciliation(int accepted, int arrived, int doubled, int counted) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long PAUSE_MILLIS = 500;

    /** Whether nothing is lost and nothing doubled. */
    public boolean matches() {
        return accepted == arrived && doubled == 0 && accepted == counted;
    }

    /** What was found, in one sentence. */
    public String found() {
        return matches() ? "All " + accepted + " referrals of this run are in the inbox once and are counted."
                : "Of " + accepted + " referrals of this run " + arrived + " are in the inbox, " + doubled
                        + " of them more than once, and " + counted + " are counted in the joint view.";
    }

    static Reconciliation await(Set<String> accepted, Inbox inbox, Counted counted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && inbox.total() < accepted.size()) {
            Thread.sleep(PAUSE_MILLIS);
        }
        Reconciliation last = of(accepted, inbox.references(), counted(accepted, counted));
        while (!last.matches() && System.nanoTime() < end) {
            Thread.sleep(PAUSE_MILLIS);
            last = of(accepted, inbox.references(), counted(accepted, counted));
        }
        return last;
    }

    /** None while the joint view is away. */
    private static Set<String> counted(Set<String> accepted, Counted counted) throws InterruptedException {
        try {
            return counted.of(accepted);
        } catch (IOException e) {
            return Set.of();
        }
    }

    /**
     * What there is of the accepted ones.
     *
     * @param listed all that the inbox lists, as often as it does
     * @param counted all that the joint view was found to count
     */
    static Reconciliation of(Set<String> accepted, List<String> listed, Set<String> counted) {
        List<String> own = listed.stream().filter(accepted::contains).toList();
        Set<String> distinct = new HashSet<>(own);
        return new Reconciliation(accepted.size(), distinct.size(), own.size() - distinct.size(),
                (int) counted.stream().filter(accepted::contains).count());
    }

    void print(Progress progress) {
        progress.line("");
        progress.line("Reconciliation of the referrals of this run");
        progress.line("  accepted by HTTP in Cambodia   " + accepted);
        progress.line("  in Thailand's inbox            " + arrived
                + (doubled > 0 ? " (" + doubled + " of them more than once)" : ""));
        progress.line("  in the joint monitoring        " + counted);
        progress.line("  " + (matches() ? "MATCH" : "MISMATCH"));
    }

    /** Which of some cases are counted; more may follow. */
    @FunctionalInterface
    interface Counted {
        Set<String> of(Set<String> cases) throws IOException, InterruptedException;
    }
}
