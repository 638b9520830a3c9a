package org.safereturn.caseservice.architecture.samples.application;

/** A name that says nothing. */
public record CaseHelper(String something) {
}
