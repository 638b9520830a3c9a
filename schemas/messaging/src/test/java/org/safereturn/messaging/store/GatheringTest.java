package org.safereturn.messaging.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

class GatheringTest {

    private final List<List<Integer>> commands = new ArrayList<>();
    private final List<Sinks.Empty<Void>> underWay = new ArrayList<>();
    private final Gathering<Integer> gathering = new Gathering<>(3, questions -> {
        commands.add(questions);
        Sinks.Empty<Void> answer = Sinks.empty();
        underWay.add(answer);
        return answer.asMono();
    });

    @Test
    void when_nothing_is_under_way_nobody_waits() {
        gathering.add(List.of(1));
        underWay.getFirst().tryEmitEmpty();
        gathering.add(List.of(2));
        assertThat(commands).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void what_is_asked_while_a_command_is_under_way_goes_with_the_next_one_in_its_order() {
        IntStream.rangeClosed(1, 3).forEach(question -> gathering.add(List.of(question)));
        assertThat(commands).containsExactly(List.of(1));
        underWay.getFirst().tryEmitEmpty();
        assertThat(commands).containsExactly(List.of(1), List.of(2, 3));
    }

    @Test
    void a_command_holds_no_more_than_it_may_and_the_rest_follows() {
        gathering.add(IntStream.rangeClosed(1, 7).boxed().toList());
        for (int i = 0; i < 3; i++) {
            underWay.get(i).tryEmitEmpty();
        }
        assertThat(commands).containsExactly(List.of(1, 2, 3), List.of(4, 5, 6), List.of(7));
        assertThat(underWay).hasSize(3);
    }

    @Test
    void a_command_that_fails_holds_up_nobody() {
        gathering.add(List.of(1));
        gathering.add(List.of(2));
        underWay.getFirst().tryEmitError(new IllegalStateException("broken"));
        assertThat(commands).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void a_command_that_cannot_even_be_put_together_holds_up_nobody() {
        List<List<Integer>> tried = new ArrayList<>();
        Gathering<Integer> broken = new Gathering<>(3, questions -> {
            tried.add(questions);
            if (questions.contains(1)) {
                throw new IllegalStateException("broken");
            }
            return Mono.empty();
        });
        broken.add(List.of(1));
        broken.add(List.of(2));
        assertThat(tried).containsExactly(List.of(1), List.of(2));
    }
}
