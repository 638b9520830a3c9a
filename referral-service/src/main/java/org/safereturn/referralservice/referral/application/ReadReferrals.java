package org.safereturn.referralservice.referral.application;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Role;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.ListIndex;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referralservice.referral.model.Referral;
import org.safereturn.referralservice.referral.model.ReferralContent;
import org.safereturn.referralservice.referral.model.ReferralEvent;
import org.safereturn.referralservice.referral.model.ReferralEvent.CompletionRequest;
import org.safereturn.referralservice.referral.model.ReferralState;
import org.safereturn.referralservice.referral.model.Side;
import reactor.core.publisher.Mono;

/** Lists referrals, and opens one for an officer. */
public final class ReadReferrals {

    static final String HOLDERS = "state.scope.holders";
    /** Where it stands. */
    public static final String STATE = "state.state";

    /** The conditions of the lists here; the side, which has two values, is filtered. */
    public static final List<ListIndex> LISTS = List.of(ListIndex.of(), ListIndex.of(STATE), ListIndex.of(HOLDERS),
            ListIndex.of(HOLDERS, STATE));

    private final Aggregates<Referral, ReferralEvent> referrals;
    private final ReturnHolders returns;
    private final TemporaryReading temporary;
    private final CaseKeys keys;
    private final ReferralContents contents;
    private final ReferAgain again;

    public ReadReferrals(Aggregates<Referral, ReferralEvent> referrals, ReturnHolders returns, TemporaryReading temporary,
            CaseKeys keys, ReferralContents contents, ReferAgain again) {
        this.referrals = referrals;
        this.returns = returns;
        this.temporary = temporary;
        this.keys = keys;
        this.contents = contents;
        this.again = again;
    }

    /**
     * A referral with what it says about the person.
     *
     * @param content empty while this ministry does not hold the key of the case
     * @param questions what the origin asked in words when it returned the referral, as far as they can be opened
     * @param refusingAgain id of the rule that keeps it from being referred again after it ended; empty where none does
     */
    public record Opened(Aggregate<Referral> referral, Optional<ReferralContent> content,
            List<ReferralContents.Question> questions, List<String> refusingAgain) {

        /** Keeps its own copies of the lists. */
        public Opened {
            questions = List.copyOf(questions);
            refusingAgain = List.copyOf(refusingAgain);
        }
    }

    /**
     * The referral with its content opened, or empty when there is none that the officer sees. A reception officer sees it
     * also where the person is to be received; a temporary access that stands lets the officer read.
     */
    public Mono<Opened> read(Caller caller, String caseRef) {
        return referrals.find(caseRef).filterWhen(found -> receives(caller, caseRef).flatMap(more -> temporary.sees(
                        caseRef, found.state().scope().and(more), caller.sight(), caller.actor())))
                .flatMap(found -> again.refusing(found.state()).flatMap(refusing -> keys.find(caseRef)
                .map(key -> new Opened(found, Optional.of(contents.open(key, caseRef, found.state().content())),
                        questions(key, caseRef, found.state().completion()), refusing))
                .defaultIfEmpty(new Opened(found, Optional.empty(), List.of(), refusing))));
    }

    private List<ReferralContents.Question> questions(CaseKey key, String caseRef, @Nullable CompletionRequest request) {
        Sealed sealed = request == null ? null : request.questions();
        return sealed == null ? List.of() : contents.openQuestions(key, caseRef, sealed);
    }

    private Mono<CaseScope> receives(Caller caller, String caseRef) {
        return caller.is(Role.RECEPTION_OFFICER) ? returns.of(caseRef).defaultIfEmpty(CaseScope.NOBODY)
                : Mono.just(CaseScope.NOBODY);
    }

    /** A page of what the officer sees, without any content, newest change first. */
    public Mono<Aggregates.Page<Referral>> list(Caller caller, @Nullable Side side, @Nullable ReferralState state, Paging paging) {
        Map<String, Object> where = new HashMap<>(caller.sight().where(HOLDERS));
        if (side != null) {
            where.put("state.side", side.name());
        }
        if (state != null) {
            where.put(STATE, state.name());
        }
        return referrals.list(paging.query(where));
    }
}
