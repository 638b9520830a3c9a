package org.safereturn.caseservice.nonvictim;

import java.util.List;
import java.util.Optional;

import org.safereturn.events.TopicCatalogue;
import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.event.EventTranslator;
import org.safereturn.messaging.event.Symbols;
import org.safereturn.stats.v1.NonVictimReturnsCounted;
import org.safereturn.stats.v1.ReturnCount;

/** From a count to the record on the statistics topic. */
final class NonVictimReturnsTranslator implements EventTranslator<NonVictimReturns, NonVictimReturns.Counted> {

    private final String country;
    private final String topic;

    NonVictimReturnsTranslator(TopicCatalogue catalogue, String country) {
        this.country = country;
        this.topic = catalogue.topicOf(NonVictimReturnsCounted.getClassSchema().getFullName(), "case-service",
                country);
    }

    @Override
    public List<EventDraft> translate(String id, NonVictimReturns state, long version,
            NonVictimReturns.Counted event) {
        NonVictimReturns.Direction direction = event.direction();
        NonVictimReturnsCounted body = NonVictimReturnsCounted.newBuilder()
                .setMonth(state.month()).setCheckpoint(state.checkpoint()).setStatVersion(direction.version())
                .setReportingCountry(country).setHostCountry(direction.hostCountry())
                .setOriginCountry(direction.originCountry()).setOccurredAt(direction.countedAt())
                .setCounts(direction.counts().stream().map(cell -> new ReturnCount(
                        Symbols.of(Sex.class, cell.sex()), Symbols.of(AgeGroup.class, cell.ageGroup()), cell.count()))
                        .toList())
                .build();
        return List.of(new EventDraft(topic, id, body, direction.countedAt(), Optional.empty(), Optional.empty()));
    }
}
