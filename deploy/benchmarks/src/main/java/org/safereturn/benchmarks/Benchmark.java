package org.safereturn.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** One command of {@code deploy/bench}. */
interface Benchmark {

    /** What is typed after {@code deploy/bench}. */
    String name();

    /** The numbers that may be typed after the name, in their order. */
    List<Option> options();

    /**
     * Measures; what it says before the end goes to the console.
     *
     * @param root the checkout, built
     * @param values of the options, in their order
     * @return the figures, the targets and which of them are met
     */
    List<String> run(Path root, List<Integer> values) throws IOException, InterruptedException, ExecutionException;

    /**
     * A number that may be typed.
     *
     * @param what it means, as the usage shows it
     * @param usual what is taken when it is left out
     * @param least what it must at least be
     */
    record Option(String what, int usual, int least) {
    }
}
