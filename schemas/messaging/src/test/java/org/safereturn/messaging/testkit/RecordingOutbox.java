package org.safereturn.messaging.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.messaging.event.EventDraft;

/** Keeps what would be published, in the order of the commits. */
public final class RecordingOutbox {

    private final List<EventDraft> drafts = new CopyOnWriteArrayList<>();

    void add(List<EventDraft> published) {
        drafts.addAll(published);
    }

    /** Everything so far. */
    public List<EventDraft> drafts() {
        return List.copyOf(drafts);
    }

    /** The bodies of everything so far. */
    public List<SpecificRecord> bodies() {
        return drafts.stream().map(EventDraft::body).toList();
    }

    /** Forgets everything. */
    public void clear() {
        drafts.clear();
    }
}
