package org.safereturn.monitoringservice.store;

import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.common.TopicPartition;
import reactor.core.publisher.Mono;

/** Every event there ever was. */
interface History {

    /**
     * How far a replay is.
     *
     * @param done records read
     * @param total records there were when it began
     * @param refused records among them that were not good: bad signature, unknown schema
     * @param read the next record of each partition; empty at the beginning
     */
    record Position(long done, long total, long refused, Map<TopicPartition, Long> read) {

        static final Position BEGIN = new Position(0, 0, 0, Map.of());

        /** Keeps its own copy. */
        public Position {
            read = Map.copyOf(read);
        }
    }

    /**
     * Folds every event that was there when this was subscribed to into the gathering; done when all are stored. Fails
     * when the topics cannot be read to that end; the view is then incomplete.
     *
     * @param from where an earlier replay left off, or the beginning
     * @param reached told now and then how far it is
     * @param kept told how far everything is stored
     */
    Mono<Position> replay(Position from, Gathering into, Consumer<Position> reached, Consumer<Position> kept);
}
