package org.safereturn.monitoringservice.architecture.sample;

import java.time.Instant;
import java.util.Map;

import com.mongodb.client.model.Filters;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;

class JourneySample {

    String caseReference(ReferralSubmitted submitted) {
        return submitted.getCaseRef() + " " + Instant.now() + HttpStatus.OK;
    }

    Bson scan(Map<String, CaseKey> keys) {
        return Filters.gt("first.REFERRAL_SUBMITTED", keys.size());
    }

    Document waiting(Mono<Document> document) {
        return document.blockOptional().orElseThrow();
    }

    /** A name that says nothing. */
    static final class SampleUtil {
    }
}
