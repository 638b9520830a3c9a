package org.safereturn.monitoringservice.store;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;
import org.safereturn.monitoringservice.disclosure.Basis;
import org.safereturn.monitoringservice.disclosure.Publication;
import org.safereturn.monitoringservice.disclosure.Publications;
import org.safereturn.monitoringservice.disclosure.Sum;
import reactor.core.publisher.Mono;

/** Publications in MongoDB: one document for each level, the latest. */
final class MongoPublications implements Publications {

    private static final String NAME = "n";
    private static final String VALUE = "v";
    private static final int DUPLICATE_KEY = 11000;

    private final MongoCollection<Document> collection;

    MongoPublications(MongoDatabase database) {
        this.collection = database.getCollection("publications");
    }

    @Override
    public Mono<Publication> latest(String level) {
        return Mono.from(collection.find(Filters.eq("_id", level))).map(MongoPublications::read);
    }

    @Override
    public Mono<Publication> keep(Publication publication, Optional<Publication> before) {
        Document document = new Document("_id", publication.level()).append("at", Date.from(publication.at()))
                .append("shown", pairs(publication.shown())).append("measures", pairs(publication.measures()))
                .append("names", List.copyOf(publication.names())).append("known", pairs(publication.known()))
                .append("withheld", pairs(publication.withheld())).append("basis", write(publication.basis()));
        Mono<Boolean> kept = before.isEmpty()
                ? Mono.from(collection.insertOne(document)).thenReturn(true).onErrorResume(MongoPublications::isThere, _ -> Mono.just(false))
                : Mono.from(collection.replaceOne(new Document("_id", publication.level())
                        .append("at", Date.from(before.get().at())), document)).map(done -> done.getMatchedCount() == 1);
        return kept.flatMap(first -> first ? Mono.just(publication) : latest(publication.level()));
    }

    private static boolean isThere(Throwable failure) {
        return failure instanceof MongoException mongo && mongo.getCode() == DUPLICATE_KEY;
    }

    private static Publication read(Document document) {
        Instant at = document.getDate("at").toInstant();
        return new Publication(document.getString("_id"), at, map(document, "shown", Number::longValue),
                map(document, "measures", Number::doubleValue), new HashSet<>(document.getList("names", String.class)),
                map(document, "known", Number::longValue), map(document, "withheld", Number::longValue),
                Optional.ofNullable(document.get("basis", Document.class)).map(MongoPublications::basis).orElse(Basis.NONE));
    }

    private static Document write(Basis basis) {
        return new Document("counted", pairs(basis.counted())).append("few", List.copyOf(basis.few()))
                .append("sums", basis.sums().stream().map(each -> new Document("total", each.total())
                        .append("parts", each.parts()).append("reader", each.reader())).toList())
                .append("missing", basis.missing().entrySet().stream().map(each -> new Document("reader", each.getKey())
                        .append("names", List.copyOf(each.getValue()))).toList());
    }

    private static Basis basis(Document document) {
        return new Basis(map(document, "counted", Number::longValue), document.getList("sums", Document.class).stream()
                .map(each -> new Sum(each.getString("total"), each.getList("parts", String.class), each.getString("reader")))
                .toList(), document.getList("missing", Document.class).stream().collect(Collectors.toMap(
                        each -> each.getString("reader"), each -> Set.copyOf(each.getList("names", String.class)))),
                Set.copyOf(document.getList("few", String.class)));
    }

    /** As pairs, for a name may hold what a field's name may not. */
    private static List<Document> pairs(Map<String, ? extends Number> numbers) {
        return numbers.entrySet().stream().map(each -> new Document(NAME, each.getKey()).append(VALUE, each.getValue()))
                .toList();
    }

    private static <N> Map<String, N> map(Document document, String field, Function<Number, N> reading) {
        Map<String, N> numbers = new HashMap<>();
        document.getList(field, Document.class).forEach(each ->
                numbers.put(each.getString(NAME), reading.apply(each.get(VALUE, Number.class))));
        return numbers;
    }
}
