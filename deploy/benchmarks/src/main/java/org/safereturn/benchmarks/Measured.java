package org.safereturn.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import org.safereturn.local.client.SystemLogin;

/** One running system and what was measured of it so far. */
final class Measured implements AutoCloseable {

    private final Sender sender;
    private final Exchange benchmark;
    private final List<Repeat> repeats = new ArrayList<>();
    private Optional<Sizes> sizes = Optional.empty();

    Measured(Target target) {
        sender = new Sender(() -> SystemLogin.token(target.identity(), target.client(), SystemLogin.key(target.key())));
        benchmark = new Exchange(target, sender);
    }

    void warmUp(int referrals) throws InterruptedException, ExecutionException {
        sizes = Optional.of(benchmark.warmUp(referrals));
    }

    /** One more repeat; only after the warm-up. */
    void repeat(int referrals) throws InterruptedException, ExecutionException {
        repeats.add(benchmark.repeat(sizes.orElseThrow(), referrals));
    }

    Report report() {
        return new Report(sizes.orElseThrow(), repeats);
    }

    @Override
    public void close() {
        sender.close();
    }
}
