package org.safereturn.messaging.aggregate;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * States as they rest in documents.
 *
 * @param mapper of states
 * @param type of the state
 */
record States<S>(JsonMapper mapper, Class<S> type) {

    private static final String STATE = "state";

    /** The state in a document, or null when only messages wait there. */
    @Nullable S read(Document stored) {
        Document state = stored.get(STATE, Document.class);
        return state == null ? null : mapper.convertValue(state, type);
    }

    /** Adds a state to the fields of a document, when there is one. */
    void write(@Nullable S state, Document fields) {
        if (state != null) {
            fields.append(STATE, mapper.convertValue(state, Document.class));
        }
    }

    /** A value as it rests in a state. */
    Object simple(Object value) {
        return mapper.convertValue(value, Object.class);
    }
}
