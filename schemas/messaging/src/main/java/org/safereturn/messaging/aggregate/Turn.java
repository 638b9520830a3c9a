package org.safereturn.messaging.aggregate;

import java.util.ArrayList;
import java.util.List;

/**
 * What is being done with one document in this process. Whatever is asked of it meanwhile waits, so no two tasks of this
 * process meet in the store, and what waits is done by one write.
 *
 * @param <S> state of the aggregate
 */
final class Turn<S> {

    private static final int MOST_TASKS = 64;

    private final String id;
    /** Of the write that is being prepared or is under way. */
    private List<Task<S, ?>> tasks = new ArrayList<>();
    /** Guarded by the desk's lock. */
    private List<Task<S, ?>> waiting = new ArrayList<>();
    /** Whether the first task shall be done alone. */
    private boolean alone;
    /** Whether the document has to be loaded, whatever the first task says. */
    boolean looks;
    /** How often somebody else was first with the document. */
    int conflicts;

    Turn(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** Whether it is decided for nothing first, because there usually is nothing. */
    boolean guesses() {
        return !looks && tasks.getFirst().begins();
    }

    /** Whether events ask for it, and nobody else. */
    boolean ofEvents() {
        return tasks.stream().allMatch(Task::ofEvent);
    }

    /** The tasks of the write that is being prepared. */
    List<Task<S, ?>> tasks() {
        return tasks;
    }

    void failed(Task<S, ?> task, Throwable failure) {
        tasks.remove(task);
        task.fail(failure);
    }

    /** Asks one more; for whoever holds the desk's lock. */
    void add(Task<S, ?> task) {
        waiting.add(task);
    }

    /** Takes in what waits, as much as one write may hold; for whoever holds the desk's lock. */
    void gather() {
        int room = alone ? 0 : Math.min(MOST_TASKS - tasks.size(), waiting.size());
        if (room > 0) {
            tasks.addAll(waiting.subList(0, room));
            waiting = new ArrayList<>(waiting.subList(room, waiting.size()));
        }
    }

    /** Leaves all tasks but the first for later; for whoever holds the desk's lock. */
    void onlyFirst() {
        List<Task<S, ?>> later = new ArrayList<>(tasks.subList(1, tasks.size()));
        later.addAll(waiting);
        waiting = later;
        alone = true;
        tasks = new ArrayList<>(tasks.subList(0, 1));
    }

    /** Goes on to what waits; whether anything does. For whoever holds the desk's lock. */
    boolean next() {
        tasks = new ArrayList<>();
        alone = false;
        looks = false;
        conflicts = 0;
        gather();
        return !tasks.isEmpty();
    }
}
