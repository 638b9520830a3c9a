package org.safereturn.tracingservice.tracing.model;

import org.safereturn.messaging.outcome.Rejection;

/** The rules that more than one command refers to. */
final class Rejections {

    private Rejections() {
    }

    static Rejection consentNotGiven(Referral referral, Purpose wanted) {
        Purpose purpose = referral.consents().lacking(wanted).orElse(wanted);
        return Rejection.refused("tracing-consent-missing", "purpose", purpose.name(),
                "decision", referral.consents().decision(purpose).map(ConsentDecision::name).orElse("NOT_ASKED"));
    }
}
