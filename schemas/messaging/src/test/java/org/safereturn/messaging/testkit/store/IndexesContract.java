package org.safereturn.messaging.testkit.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.safereturn.messaging.store.QueryShape;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every question that the tests of this module made the service ask its store has an index. It runs behind all other tests
 * of the module ({@link LastClasses}), so it knows what they asked.
 */
@RunsLast
public abstract class IndexesContract {

    /** Collections that are read as a whole on purpose, each with the reason. */
    protected Map<String, String> readAsAWhole() {
        return Map.of();
    }

    /**
     * Whether a field that equals something may be missing in an index.
     *
     * @param first field of the index, which finds little enough to filter it
     */
    protected boolean filtered(String first, String field) {
        return twoValued().contains(field);
    }

    /** Fields with two values, of which no index needs to know. */
    protected Set<String> twoValued() {
        return Set.of("state.side", "state.opened");
    }

    @Test
    void every_question_to_the_store_has_an_index() {
        AskedQuestions asked = AskedQuestions.ofThisProcess(folder());
        assertThat(asked.withoutIndex(this::filtered, name -> readAsAWhole().keySet().stream()
                .anyMatch(name::startsWith))).isEmpty();
    }

    @Test
    void what_is_read_as_a_whole_on_purpose_is_a_collection_of_the_service_and_has_its_reason() {
        assertThat(readAsAWhole().values()).allSatisfy(reason -> assertThat(reason).isNotBlank());
    }

    /** Where what was asked is written down. */
    static Path folder() {
        String folder = System.getenv("SAFERETURN_STORE_SHAPES");
        if (folder == null) {
            throw new IllegalStateException("The build sets SAFERETURN_STORE_SHAPES for tests; see the root pom.xml");
        }
        return Path.of(folder);
    }

}
