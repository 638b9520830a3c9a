package org.safereturn.messaging.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Gathers what is asked while a command is under way; the next command takes all of it. When nothing is under way nobody
 * waits: there is no timer, so a single question costs what it costs alone, and the commands grow with the load.
 *
 * @param <Q> a question, which carries its own answer
 */
public final class Gathering<Q> {

    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

    private final int most;
    private final Function<List<Q>, Mono<Void>> command;
    private final Queue<Q> waiting = new ArrayDeque<>();
    private boolean underWay;

    /**
     * Gathers for one kind of command.
     *
     * @param most questions of one command
     * @param command asks and answers the questions, failures included; the next one is sent when it has completed
     */
    public Gathering(int most, Function<List<Q>, Mono<Void>> command) {
        this.most = most;
        this.command = command;
    }

    /** Asks these, in this order, at once or with the next command. */
    public void add(Collection<Q> questions) {
        synchronized (waiting) {
            waiting.addAll(questions);
            if (underWay || waiting.isEmpty()) {
                return;
            }
            underWay = true;
        }
        next();
    }

    private void next() {
        List<Q> questions = new ArrayList<>();
        synchronized (waiting) {
            while (questions.size() < most && !waiting.isEmpty()) {
                questions.add(waiting.remove());
            }
            underWay = !questions.isEmpty();
        }
        if (!questions.isEmpty()) {
            Mono.defer(() -> command.apply(questions)).subscribe(_ -> { }, failure -> {
                LOG.error("A command could not answer: {}", failure.getClass().getName());
                next();
            }, this::next);
        }
    }
}
