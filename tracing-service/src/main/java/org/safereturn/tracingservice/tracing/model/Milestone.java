package org.safereturn.tracingservice.tracing.model;

/** What the host side may know while tracing runs. */
public enum Milestone {
    /** An officer works on it. */
    ASSIGNED,
    /** Registries were checked. */
    REGISTRY_CHECKED,
    /** A visit is planned. */
    VISIT_PLANNED,
    /** A visit took place. */
    VISITED,
    /** A result waits for the second officer. */
    UNDER_APPROVAL,
    /** What a newer peer says and this release does not know; read, never given. */
    UNKNOWN
}
