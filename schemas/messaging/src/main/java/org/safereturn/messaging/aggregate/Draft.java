package org.safereturn.messaging.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.outbox.Lease;
import org.safereturn.messaging.outbox.MongoOutbox;
import org.safereturn.messaging.outbox.OutboundMessage;
import org.safereturn.messaging.outcome.Aggregate;

/**
 * A document while it is changed in memory: as it was loaded, or nothing, and all that will be written of it at once.
 *
 * @param <S> state of the aggregate
 */
final class Draft<S> {

    private final String id;
    private final @Nullable Document stored;
    private final Ledger ledger;
    private final long seen;
    private final Lease lease;
    private final List<OutboundMessage> messages = new ArrayList<>();
    private long version;
    private @Nullable S state;
    private boolean decided;

    /**
     * What becomes of a document.
     *
     * @param stored as loaded, or null when there is none
     * @param state in it, or null when it has none
     */
    Draft(String id, @Nullable Document stored, @Nullable S state) {
        this.id = id;
        this.stored = stored;
        this.state = state;
        this.ledger = stored == null ? new Ledger() : new Ledger(stored);
        this.seen = stored == null ? 0 : stored.get("version", Number.class).longValue();
        this.lease = stored == null ? Lease.FREE : Lease.of(stored);
        this.version = seen;
    }

    String id() {
        return id;
    }

    Ledger ledger() {
        return ledger;
    }

    Optional<S> state() {
        return Optional.ofNullable(state);
    }

    Optional<Aggregate<S>> aggregate() {
        return state().map(known -> new Aggregate<>(id, version, known, ledger.forms()));
    }

    /** The version after all changes so far; 0 while there is nothing. */
    long version() {
        return version;
    }

    /** Takes the next version, for a change of the ledger alone. */
    void changed() {
        version++;
    }

    /** Takes the next version with this state and what it publishes. */
    void changed(S next, List<OutboundMessage> published) {
        changed();
        state = next;
        decided = true;
        messages.addAll(published);
    }

    /** Whether anything must be written. */
    boolean isChanged() {
        return version > seen;
    }

    boolean isNew() {
        return stored == null;
    }

    /** The version that was loaded. */
    long seen() {
        return seen;
    }

    /** The lease that was loaded. */
    Lease lease() {
        return lease;
    }

    /** The new state, or null when only the ledger changed. */
    @Nullable S decided() {
        return decided ? state : null;
    }

    /** The events of the changes, in order. */
    List<OutboundMessage> messages() {
        return messages;
    }

    /** Everything that will wait to be sent: what was loaded, then the events of the changes. */
    List<OutboundMessage> pending() {
        List<OutboundMessage> pending = new ArrayList<>(stored == null ? List.of() : MongoOutbox.messages(stored));
        pending.addAll(messages);
        return pending;
    }
}
