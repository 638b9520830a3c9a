package org.safereturn.caseservice.crossing;

import java.util.List;
import java.util.Optional;

import org.safereturn.crossing.v1.CrossingPointStatus;
import org.safereturn.crossing.v1.CrossingPointStatusChanged;
import org.safereturn.crossing.v1.EntryAuthority;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.event.EventTranslator;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Symbols;

/** From what the ministry says of a crossing point to the record, once for each other country; and back from theirs. */
final class CrossingPointTranslator implements EventTranslator<CrossingPoint, CrossingPoint.Said> {

    private final List<String> peers;
    private final String topic;

    CrossingPointTranslator(TopicCatalogue catalogue, String country, List<String> peers) {
        this.peers = List.copyOf(peers);
        this.topic = catalogue.topicOf(CrossingPointStatusChanged.getClassSchema().getFullName(), "case-service", country);
    }

    @Override
    public List<EventDraft> translate(String id, CrossingPoint state, long version, CrossingPoint.Said event) {
        CrossingPointStatusChanged body = toWire(id, event.statement());
        return peers.stream().map(peer -> new EventDraft(topic, id, body, event.statement().confirmedAt(), Optional.of(peer),
                Optional.empty())).toList();
    }

    static CrossingPointStatusChanged toWire(String code, CrossingPoint.Statement said) {
        return CrossingPointStatusChanged.newBuilder().setCrossingPoint(code).setPointVersion(said.number())
                .setReportingCountry(said.country()).setStatus(Symbols.of(CrossingPointStatus.class, said.status()))
                .setOccurredAt(said.confirmedAt()).setActor(said.confirmedBy().toReference())
                .setValidFrom(said.validFrom()).setValidUntil(said.validUntil())
                .setAlternativeCrossingPoint(said.alternativeCrossingPoint())
                .setAuthority(Symbols.of(EntryAuthority.class, said.authority())).build();
    }

    static CrossingPoint.Statement fromWire(CrossingPointStatusChanged told) {
        return new CrossingPoint.Statement(told.getReportingCountry(), told.getPointVersion(),
                Symbols.of(CrossingStatus.class, told.getStatus()), told.getValidFrom(), told.getValidUntil(),
                told.getAlternativeCrossingPoint(), Symbols.of(StatementAuthority.class, told.getAuthority()), null,
                Officer.of(told.getActor()), told.getOccurredAt());
    }
}
