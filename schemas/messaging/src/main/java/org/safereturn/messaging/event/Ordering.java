package org.safereturn.messaging.event;

/** How the inbox treats the position of a message in its stream. */
public enum Ordering {
    /** A message waits until every earlier one of its stream was handled. */
    STRICT,
    /** Messages are applied as they come; the decision gives the same state in any order. */
    ORDER_FREE
}
