package org.safereturn.referral.architecture.sample.adapter;

/** Breaks the rule that adapters are package-private. */
public final class PublicController {

    /** What it answers. */
    public String answer() {
        return "answer";
    }
}
