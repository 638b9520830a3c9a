package org.safereturn.messaging.aggregate;

import java.util.List;

import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.messaging.testkit.AggregatesContract;
import org.safereturn.messaging.testkit.InMemoryAggregates;
import org.safereturn.messaging.testkit.RecordingOutbox;

class InMemoryAggregatesTest extends AggregatesContract {

    private final RecordingOutbox outbox = new RecordingOutbox();
    private final InMemoryAggregates<Book, Noted> aggregates =
            new InMemoryAggregates<>(Book.class, translator(), outbox, "KH", ORDERED);

    @Override
    protected Aggregates<Book, Noted> aggregates() {
        return aggregates;
    }

    @Override
    protected List<String> published(String id) {
        return outbox.drafts().stream().filter(draft -> draft.key().equals(id))
                .map(draft -> ((CaseKeyIssued) draft.body()).getWrappedKey()).toList();
    }
}
