package org.safereturn.local.demo;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.safereturn.local.Progress;

/**
 * What was accepted, what arrived and what is counted.
 *
 * @param accepted referrals that were accepted by HTTP
 * @param arrived how many of them the peer's inbox lists
 * @param doubled how many of them it lists more than once
 * @param counted by how many the joint view's count of referrals grew meanwhile
 */
public record Reconciliation(int accepted, int arrived, int doubled, int counted) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long PAUSE_MILLIS = 250;

    /** Whether nothing is lost and nothing doubled. */
    public boolean matches() {
        return accepted == arrived && doubled == 0 && accepted == counted;
    }

    static Reconciliation await(Set<String> accepted, Inbox inbox, Count counted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && (counted.now() < accepted.size() || inbox.total() < accepted.size())) {
            Thread.sleep(PAUSE_MILLIS);
        }
        Reconciliation last = look(accepted, inbox, counted);
        while (!last.matches() && System.nanoTime() < end) {
            Thread.sleep(PAUSE_MILLIS);
            last = look(accepted, inbox, counted);
        }
        return last;
    }

    private static Reconciliation look(Set<String> accepted, Inbox inbox, Count counted) throws InterruptedException {
        List<String> listed = inbox.references();
        listed.retainAll(accepted);
        Set<String> distinct = new HashSet<>(listed);
        return new Reconciliation(accepted.size(), distinct.size(), listed.size() - distinct.size(), counted.now());
    }

    void print(Progress progress) {
        progress.line("");
        progress.line("Reconciliation");
        progress.line("  accepted by HTTP in Cambodia   " + accepted);
        progress.line("  in Thailand's inbox            " + arrived
                + (doubled > 0 ? " (" + doubled + " of them more than once)" : ""));
        progress.line("  in the joint monitoring        " + counted);
        progress.line("  " + (matches() ? "MATCH" : "MISMATCH"));
    }

    /** A number that may still grow. */
    @FunctionalInterface
    interface Count {
        int now() throws InterruptedException;
    }
}
