package org.safereturn.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * The command {@code deploy/bench}: {@code exchange|protection [repeats] [referrals per repeat]}, at least 5 repeats.
 * {@code exchange} needs the system running and leaves the synthetic cases of its run behind; {@code protection} starts
 * two systems of its own and removes them.
 */
public final class Bench {

    private static final int FEWEST_REPEATS = 5;
    private static final int FEWEST_REFERRALS = 200;
    private static final int USUAL_REFERRALS = 2000;
    private static final String EXCHANGE = "exchange";
    private static final String PROTECTION = "protection";

    private Bench() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        int repeats = number(arguments, 1, FEWEST_REPEATS);
        int referrals = number(arguments, 2, USUAL_REFERRALS);
        String what = arguments.length == 0 || arguments.length > 3 ? "" : arguments[0];
        if (!List.of(EXCHANGE, PROTECTION).contains(what) || repeats < FEWEST_REPEATS || referrals < FEWEST_REFERRALS) {
            System.err.println("Usage: deploy/bench exchange|protection [repeats, at least " + FEWEST_REPEATS
                    + "] [referrals per repeat, at least " + FEWEST_REFERRALS + "]");
            System.exit(2);
        }
        try {
            List<String> lines = what.equals(EXCHANGE) ? exchange(repeats, referrals)
                    : ProtectionBenchmark.run(Path.of(System.getProperty("safereturn.root", "")), repeats, referrals);
            lines.forEach(System.out::println);
        } catch (RuntimeException | IOException | ExecutionException stopped) {
            Throwable cause = stopped instanceof ExecutionException && stopped.getCause() != null ? stopped.getCause()
                    : stopped;
            System.err.println("The benchmark stopped: " + cause);
            System.exit(1);
        }
    }

    private static List<String> exchange(int repeats, int referrals) throws InterruptedException, ExecutionException {
        try (Measured system = new Measured(Target.of(System.getenv()))) {
            System.out.println("Warming up with " + referrals + " referrals.");
            system.warmUp(referrals);
            for (int i = 0; i < repeats; i++) {
                System.out.println("Repeat " + (i + 1) + " of " + repeats + ".");
                system.repeat(referrals);
            }
            return system.report().lines();
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
