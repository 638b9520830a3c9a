package org.safereturn.referralservice;

import org.safereturn.messaging.testkit.architecture.Architecture;
import org.safereturn.messaging.testkit.architecture.ServiceArchitectureContract;

/**
 * A local helper is a person who helps on the spot. Consent stands in records of two features, and so do the codes that a
 * reader knows; each is read in one place.
 */
class ReferralArchitectureTest extends ServiceArchitectureContract {

    ReferralArchitectureTest() {
        super(Architecture.ofService("org.safereturn.referralservice")
                .except("names say what a thing is", "LocalHelper")
                .except("a feature does not reach into another feature's adapters",
                        "ReferralMessages", "RepatriationRequests", "CareNeedsView"));
    }
}
