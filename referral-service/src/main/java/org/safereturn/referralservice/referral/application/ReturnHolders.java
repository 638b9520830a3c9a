package org.safereturn.referralservice.referral.application;

import org.safereturn.access.scope.CaseScope;
import reactor.core.publisher.Mono;

/** To whom the return of a case belongs: whoever receives the person may read who it is. */
@FunctionalInterface
public interface ReturnHolders {

    /** The holders, or empty while nothing is known of a return. */
    Mono<CaseScope> of(String caseRef);
}
