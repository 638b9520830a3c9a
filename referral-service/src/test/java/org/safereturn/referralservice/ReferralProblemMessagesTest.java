package org.safereturn.referralservice;

import java.util.Set;

import org.safereturn.access.testing.ProblemMessagesContract;

class ReferralProblemMessagesTest extends ProblemMessagesContract {

    @Override
    protected Set<String> rules() {
        return Set.of("already-accepted", "already-arrived", "already-handed-over", "already-opened", "already-suspended",
                "best-interests-missing", "case-key-not-here", "case-not-referred", "case-of-another-journey",
                "checklist-incomplete", "child-without-escort", "closure-needs-proposal", "completion-without-fields", "consent-expired",
                "consent-missing", "consent-not-given", "crossing-point-closed", "crossing-point-not-proposed", "date-in-the-future",
                "date-in-the-past", "date-outside-window", "date-too-far-ahead", "decision-before-result",
                "decision-rests-on-older-result", "duplicate-of-itself", "from-the-case-file", "case-closed", "guardian-decision-missing",
                "handover-before-result", "handover-not-confirmed", "host-has-not-answered",
                "identification-missing", "minimum-data-missing", "nationality-inconclusive",
                "nationality-not-confirmed", "no-capacity", "no-decision-to-return", "not-suspended-by-this-side",
                "own-country", "person-not-here", "person-not-informed", "proposal-before-result",
                "reason-missing", "reason-without-need", "referral-exists", "referral-not-accepted",
                "referral-of-another-journey", "risk-not-acceptable", "round-out-of-date", "route-not-joint",
                "sealed-part-missing", "sending-unit-not-own", "support-not-in-place",
                "surviving-case-with-duplicate-only", "travel-document-missing", "unknown-case", "unknown-country",
                "unknown-best-interests-body", "unknown-crossing-point", "unknown-override-authority", "unknown-receiving-unit",
                "unknown-reception-unit", "unknown-tracing-unit", "window-reversed",
                "withdrawal-after-handover", "wrong-side", "wrong-state");
    }
}
