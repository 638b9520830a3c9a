package org.safereturn.monitoringservice.store;

import java.util.function.Consumer;

import org.safereturn.monitoringservice.fold.View;
import org.safereturn.monitoringservice.fold.Views;
import reactor.core.publisher.Mono;

/** Every event there ever was. */
interface History {

    /**
     * How far a replay is.
     *
     * @param done records read
     * @param total records there were when it began
     * @param refused records among them that were not good: bad signature, unknown schema
     */
    record Position(long done, long total, long refused) {
    }

    /**
     * Folds every event that was there when this was subscribed to into the view; done when all are stored. Fails when
     * the topics cannot be read to that end; the view is then incomplete.
     */
    Mono<Void> replay(View view, Views views, Consumer<Position> progress);
}
