package org.safereturn.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

import org.safereturn.access.client.SystemLogin;

/**
 * The command {@code deploy/bench exchange}: {@code [repeats] [referrals per repeat]}, at least 5 repeats. Needs the
 * system running; leaves the synthetic cases of its run behind.
 */
public final class Bench {

    private static final int FEWEST_REPEATS = 5;
    private static final int FEWEST_REFERRALS = 200;
    private static final int USUAL_REFERRALS = 2000;

    private Bench() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        int repeats = number(arguments, 1, FEWEST_REPEATS);
        int referrals = number(arguments, 2, USUAL_REFERRALS);
        if (arguments.length == 0 || arguments.length > 3 || !arguments[0].equals("exchange")
                || repeats < FEWEST_REPEATS || referrals < FEWEST_REFERRALS) {
            System.err.println("Usage: deploy/bench exchange [repeats, at least " + FEWEST_REPEATS
                    + "] [referrals per repeat, at least " + FEWEST_REFERRALS + "]");
            System.exit(2);
        }
        Target target = Target.of(System.getenv());
        try (Sender sender = new Sender(() ->
                SystemLogin.token(target.identity(), target.client(), SystemLogin.key(target.key())))) {
            ExchangeBenchmark benchmark = new ExchangeBenchmark(target, sender);
            System.out.println("Warming up with " + referrals + " referrals.");
            Sizes sizes = benchmark.warmUp(referrals);
            List<Repeat> measured = new ArrayList<>();
            for (int i = 0; i < repeats; i++) {
                System.out.println("Repeat " + (i + 1) + " of " + repeats + ".");
                measured.add(benchmark.repeat(sizes, referrals));
            }
            new Report(sizes, measured).lines().forEach(System.out::println);
        } catch (RuntimeException | ExecutionException stopped) {
            Throwable cause = stopped instanceof ExecutionException && stopped.getCause() != null ? stopped.getCause()
                    : stopped;
            System.err.println("The benchmark stopped: " + cause);
            System.exit(1);
        }
    }

    /** -1 for what is no number. */
    private static int number(String[] arguments, int position, int otherwise) {
        if (arguments.length <= position) {
            return otherwise;
        }
        return arguments[position].matches("[0-9]{1,7}") ? Integer.parseInt(arguments[position]) : -1;
    }
}
