package org.safereturn.casefile.architecture.samples.adapter.web;

/** A controller that others can use. */
public record PublicController(String path) {
}
