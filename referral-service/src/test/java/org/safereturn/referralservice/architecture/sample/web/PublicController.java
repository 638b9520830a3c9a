package org.safereturn.referralservice.architecture.sample.web;

/** Breaks the rule that the web is package-private. */
public final class PublicController {

    /** What it answers. */
    public String answer() {
        return "answer";
    }
}
