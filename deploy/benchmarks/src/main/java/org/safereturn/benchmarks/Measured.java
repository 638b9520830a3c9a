package org.safereturn.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import org.safereturn.local.client.SystemLogin;

/** One running system and what was measured of it so far. */
final class Measured implements AutoCloseable {

    private final Sender sender;
    private final Exchange.Plan plan;
    private final Exchange benchmark;
    private final List<Repeat> repeats = new ArrayList<>();
    private Optional<Sizes> sizes = Optional.empty();

    Measured(Target target, Exchange.Plan plan) {
        this.plan = plan;
        sender = new Sender(() -> SystemLogin.token(target.identity(), target.client(), SystemLogin.key(target.key())));
        benchmark = new Exchange(target, sender, plan);
    }

    void warmUp() throws InterruptedException, ExecutionException {
        sizes = Optional.of(benchmark.warmUp());
    }

    /** One more repeat; only after the warm-up. */
    void repeat() throws InterruptedException, ExecutionException {
        repeats.add(benchmark.repeat(sizes.orElseThrow()));
    }

    Report report() {
        return new Report(sizes.orElseThrow(), plan.perSecond(), repeats);
    }

    @Override
    public void close() {
        sender.close();
    }
}
