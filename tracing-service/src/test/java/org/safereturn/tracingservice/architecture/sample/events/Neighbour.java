package org.safereturn.tracingservice.architecture.sample.events;

/** What another adapter must not reach for. */
public class Neighbour {
}
