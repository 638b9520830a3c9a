package org.safereturn.access.names;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.safereturn.access.names.Candidate.Mark;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How well persons are found again, measured on the half of the labelled pairs that nobody looked at while the rules were made.
 * What was made to fit it would say nothing: change rules by the other half only.
 */
class LikenessFiguresTest {

    private static final String WRITE = "safereturn.names.write";
    private static final long SEED = 2026;
    private static final int SHOWN = 10;
    private static final double RECALL = 0.95;
    private static final double PRECISION = 0.9;

    @Test
    void the_pairs_are_those_that_the_generator_makes() throws IOException {
        String made = MadeUpPairs.lines(new MadeUpPairs(SEED).all()).collect(Collectors.joining("\n", "", "\n"));
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(Path.of("src/test/resources/names/pairs.csv"), made);
        }
        assertThat(file()).as("names/pairs.csv is another; write it with -D%s=true", WRITE).isEqualTo(made);
    }

    @Test
    void three_of_ten_pairs_are_of_two_persons_and_half_of_all_is_held_out() throws IOException {
        List<LabelledPair> pairs = pairs();
        assertThat(pairs).hasSize(MadeUpPairs.PAIRS);
        assertThat(pairs.stream().filter(pair -> !pair.same())).hasSize(MadeUpPairs.PAIRS * 3 / 10);
        assertThat(pairs.stream().filter(LabelledPair::heldOut)).hasSize(MadeUpPairs.PAIRS / 2);
        assertThat(pairs.stream().filter(LabelledPair::heldOut).filter(pair -> !pair.same())).hasSize(MadeUpPairs.PAIRS * 3 / 20);
        assertThat(pairs.stream().map(LabelledPair::kind).distinct()).containsExactlyInAnyOrder(LabelledPair.Kind.values());
    }

    @Test
    void persons_are_found_among_the_first_ten_and_likely_ones_are_the_same() throws IOException {
        Lookalikes index = new Lookalikes();
        List<LabelledPair> pairs = pairs();
        for (int at = 0; at < pairs.size(); at++) {
            index.add(Integer.toString(at), pairs.get(at).other());
        }
        Figures tuning = measured(false, sought -> index.candidates(sought, SHOWN));
        Figures heldOut = measured(true, sought -> index.candidates(sought, SHOWN));
        System.out.printf("Half for tuning: %s%nHalf held out:   %s%n", tuning, heldOut);
        assertThat(heldOut.recall()).as("recall at %d", SHOWN).isGreaterThanOrEqualTo(RECALL);
        assertThat(heldOut.precision()).as("precision at LIKELY").isGreaterThanOrEqualTo(PRECISION);
    }

    @Test
    void by_the_few_keys_that_a_store_keeps_persons_are_found_too() throws IOException {
        List<Described> others = pairs().stream().map(LabelledPair::other).toList();
        List<Set<String>> kept = others.stream().map(Lookalikes::kept).toList();
        Function<Described, List<Candidate>> store = sought -> {
            Set<String> asked = Lookalikes.asked(sought);
            return IntStream.range(0, others.size()).filter(at -> !Collections.disjoint(asked, kept.get(at)))
                    .mapToObj(at -> Lookalikes.compared(sought, Integer.toString(at), others.get(at))).flatMap(Optional::stream)
                    .sorted(Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::id))
                    .limit(SHOWN).toList();
        };
        Figures heldOut = measured(true, store);
        System.out.printf("By %.1f keys of each description in a store%nHalf for tuning: %s%nHalf held out:   %s%n",
                kept.stream().mapToInt(Set::size).average().orElse(0), measured(false, store), heldOut);
        assertThat(heldOut.recall()).as("recall at %d", SHOWN).isGreaterThanOrEqualTo(RECALL);
        assertThat(heldOut.precision()).as("precision at LIKELY").isGreaterThanOrEqualTo(PRECISION);
    }

    /**
     * What was counted.
     *
     * @param persons who are in the other descriptions
     * @param found of these among the first ten
     * @param likely of these marked as likely
     * @param wrong others marked as likely
     */
    private record Figures(int persons, int found, int likely, int wrong) {

        double recall() {
            return (double) found / persons;
        }

        double precision() {
            return (double) likely / (likely + wrong);
        }

        @Override
        public String toString() {
            return "%d of %d persons among the first %d (recall %.3f); likely: %d right, %d wrong (precision %.3f)"
                    .formatted(found, persons, SHOWN, recall(), likely, wrong, precision());
        }
    }

    /** Each first description of one half is sought among the second ones of both. */
    private static Figures measured(boolean heldOut, Function<Described, List<Candidate>> search) throws IOException {
        List<LabelledPair> pairs = pairs();
        int persons = 0;
        int found = 0;
        int likely = 0;
        int wrong = 0;
        for (int at = 0; at < pairs.size(); at++) {
            LabelledPair pair = pairs.get(at);
            if (pair.heldOut() == heldOut) {
                persons += pair.same() ? 1 : 0;
                for (Candidate candidate : search.apply(pair.one())) {
                    boolean right = pair.same() && candidate.id().equals(Integer.toString(at));
                    found += right ? 1 : 0;
                    likely += right && candidate.mark() == Mark.LIKELY ? 1 : 0;
                    wrong += !right && candidate.mark() == Mark.LIKELY ? 1 : 0;
                }
            }
        }
        return new Figures(persons, found, likely, wrong);
    }

    private static List<LabelledPair> pairs() throws IOException {
        return file().lines().skip(1).map(LabelledPair::of).toList();
    }

    private static String file() throws IOException {
        try (InputStream in = Objects.requireNonNull(LikenessFiguresTest.class.getResourceAsStream("/names/pairs.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
