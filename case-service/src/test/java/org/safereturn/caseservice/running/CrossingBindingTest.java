package org.safereturn.caseservice.running;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;

import com.mongodb.reactivestreams.client.MongoClient;
import org.apache.avro.specific.SpecificRecord;
import org.bson.Document;
import reactor.core.publisher.Mono;

/** What the other ministry says of a crossing point, which the own profile need not have. */
class CrossingBindingTest extends CaseBindingContract {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    @Override
    protected String topic() {
        return peer().topic("exchange", "crossing-point");
    }

    @Override
    protected boolean keepsOrder() {
        return false;
    }

    @Override
    protected List<SpecificRecord> events(String crossingPoint) {
        return LongStream.rangeClosed(1, 3).<SpecificRecord>mapToObj(number -> PeerEvents.crossingClosed(PEER, number,
                crossingPoint, DAY, DAY.plusDays(number))).toList();
    }

    @Override
    protected int applied(String crossingPoint) {
        try (MongoClient client = exchange().storeClient()) {
            return Mono.from(client.getDatabase(exchange().database(COUNTRY, service())).getCollection("crossing_points")
                            .find(new Document("_id", crossingPoint)).first())
                    .map(point -> point.get("state", Document.class).getList("statements", Document.class).size())
                    .blockOptional(Duration.ofSeconds(10)).orElse(0);
        }
    }
}
