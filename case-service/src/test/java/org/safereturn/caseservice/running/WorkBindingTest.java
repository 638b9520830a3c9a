package org.safereturn.caseservice.running;

import java.time.Duration;
import java.util.List;

import com.mongodb.reactivestreams.client.MongoClient;
import org.apache.avro.specific.SpecificRecord;
import org.bson.Document;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.work.v1.WorkList;
import reactor.core.publisher.Mono;

/** What the own services tell of their open work; each event says all that is known of its item. */
class WorkBindingTest extends CaseBindingContract {

    @Override
    protected PeerMinistry peer() {
        return exchange().peer(COUNTRY);
    }

    @Override
    protected String recipient() {
        return PEER;
    }

    @Override
    protected String topic() {
        return peer().topic("national", "work");
    }

    @Override
    protected String key(String caseRef) {
        return caseRef + "|" + WorkList.REFERRAL_TO_OPEN;
    }

    @Override
    protected boolean keepsOrder() {
        return false;
    }

    @Override
    protected int appliedWithoutTheSecond() {
        return 3;
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        return List.of(asOrigin(caseRef).waits(WorkList.REFERRAL_TO_OPEN, 1, COUNTRY + "-UNIT-1"),
                asOrigin(caseRef).waits(WorkList.REFERRAL_TO_OPEN, 2, COUNTRY + "-UNIT-2"),
                asOrigin(caseRef).waitsNoLonger(WorkList.REFERRAL_TO_OPEN, 3));
    }

    @Override
    protected int applied(String caseRef) {
        try (MongoClient client = exchange().storeClient()) {
            return Mono.from(client.getDatabase(exchange().database(COUNTRY, service())).getCollection("work_items")
                            .find(new Document("_id", key(caseRef))).first())
                    .map(item -> item.get("version", Number.class).intValue()).blockOptional(Duration.ofSeconds(10)).orElse(0);
        }
    }
}
