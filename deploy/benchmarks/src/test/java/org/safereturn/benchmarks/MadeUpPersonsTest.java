package org.safereturn.benchmarks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.safereturn.benchmarks.MadeUpPersons.MadeUp;

import static org.assertj.core.api.Assertions.assertThat;

class MadeUpPersonsTest {

    @Test
    void a_number_makes_the_same_person_again_and_another_mostly_another_one() {
        List<MadeUp> some = IntStream.range(0, 2000).mapToObj(MadeUpPersons::of).toList();
        assertThat(some).isEqualTo(IntStream.range(0, 2000).mapToObj(MadeUpPersons::of).toList());
        assertThat(new HashSet<>(some)).hasSizeGreaterThan(1990);
        assertThat(some).allSatisfy(each -> assertThat(each.names()).isNotEmpty().allMatch(name -> name.split(" ", -1).length == 2));
        assertThat(some).anyMatch(each -> each.ownScript().isEmpty()).anyMatch(each -> each.romanised() == null)
                .anyMatch(each -> each.names().size() == 2);
    }

    @Test
    void the_references_of_made_cases_are_all_different_and_begin_with_any_character() {
        Set<String> references = new HashSet<>();
        Set<Character> first = new HashSet<>();
        IntStream.range(0, 5000).mapToObj(NamedCases::reference).forEach(reference -> {
            references.add(reference);
            first.add(reference.charAt(0));
        });
        assertThat(references).hasSize(5000);
        assertThat(first).hasSize(16);
    }
}
