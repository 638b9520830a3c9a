package org.safereturn.tracing.architecture.sample.adapter.events;

/** What another adapter must not reach for. */
public class Neighbour {
}
