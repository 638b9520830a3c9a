package org.safereturn.caseservice.architecture.samples.web;

/** A controller that others can use. */
public record PublicController(String path) {
}
