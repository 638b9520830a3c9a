package org.safereturn.benchmarks;

import java.util.ArrayList;
import java.util.List;

import org.safereturn.access.client.SystemLogin;

/**
 * The command {@code deploy/bench exchange}: {@code [repeats] [referrals per repeat]}, at least 5 repeats. Needs the
 * system running; leaves the synthetic cases of its run behind.
 */
public final class Bench {

    private static final int FEWEST_REPEATS = 5;

    private Bench() {
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0 || !arguments[0].equals("exchange")) {
            System.err.println("Usage: deploy/bench exchange [repeats, at least 5] [referrals per repeat]");
            System.exit(2);
        }
        int repeats = Math.max(FEWEST_REPEATS, number(arguments, 1, FEWEST_REPEATS));
        int referrals = number(arguments, 2, 2000);
        Target target = Target.of(System.getenv());
        String token = SystemLogin.token(target.identity(), target.client(), target.secret());
        try (Sender sender = new Sender(token)) {
            ExchangeBenchmark benchmark = new ExchangeBenchmark(target, sender, System.out);
            System.out.println("Warming up with " + referrals + " referrals.");
            benchmark.repeat(referrals);
            List<ExchangeBenchmark.Repeat> measured = new ArrayList<>();
            for (int i = 0; i < repeats; i++) {
                System.out.println("Repeat " + (i + 1) + " of " + repeats + ".");
                measured.add(benchmark.repeat(referrals));
            }
            benchmark.print(measured);
        } catch (IllegalStateException stopped) {
            System.err.println("The benchmark stopped: " + stopped.getMessage());
            System.exit(1);
        }
    }

    private static int number(String[] arguments, int position, int otherwise) {
        return arguments.length > position ? Integer.parseInt(arguments[position]) : otherwise;
    }
}
