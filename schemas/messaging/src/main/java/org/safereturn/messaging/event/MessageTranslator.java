package org.safereturn.messaging.event;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.form.Forms;
import org.safereturn.messaging.sealing.Pseudonyms;

/**
 * Publishes what a feature's {@link Messages} make of its events: on the topic that the catalogue names for the
 * record, under the key that it names, to the other country of the case where the topic crosses the border; with the
 * version of the form that is in force on the day of the event. An event that is not of the published type stays in the
 * ministry.
 *
 * @param <S> state of the aggregate, which is about one case
 * @param <E> the model's own events
 * @param <P> those of them that are published
 */
public final class MessageTranslator<S, E, P extends DomainEvent> implements EventTranslator<S, E> {

    private final Speaker speaker;
    private final Class<P> published;
    private final Messages<P> messages;
    private final Function<S, Journey> journey;
    private final Function<S, Enum<?>> state;

    /**
     * Who speaks.
     *
     * @param country upper-case code of the ministry's country
     * @param service name of the service in the catalogue
     * @param forms on which versions of forms facts are recorded
     */
    public record Speaker(TopicCatalogue catalogue, String country, String service, Pseudonyms pseudonyms, Forms forms) {
    }

    /**
     * A translator of one feature.
     *
     * @param published the sealed type of the events that are published
     * @param journey the two countries of a case
     * @param state the state that a record shows as the resulting one, unless the messages say otherwise
     */
    public MessageTranslator(Speaker speaker, Class<P> published, Messages<P> messages, Function<S, Journey> journey,
            Function<S, Enum<?>> state) {
        this.speaker = speaker;
        this.published = published;
        this.messages = messages;
        this.journey = journey;
        this.state = state;
    }

    @Override
    public List<EventDraft> translate(String id, S after, long version, E event) {
        if (!published.isInstance(event)) {
            return List.of();
        }
        P told = published.cast(event);
        CaseHead head = new CaseHead(id, version, journey.apply(after), state.apply(after).name(), told.occurredAt(),
                told.actor().orElseGet(() -> Officer.system(speaker.country(), speaker.service())));
        SpecificRecord body = messages.toWire(head, told);
        speaker.forms().mark(body, told.occurredAt());
        String topic = speaker.catalogue().topicOf(body.getSchema().getFullName(), speaker.service(), speaker.country());
        String key = speaker.catalogue().key(topic, body).orElseThrow();
        boolean crosses = speaker.catalogue().crosses(topic);
        return List.of(new EventDraft(topic, key, body, told.occurredAt(),
                crosses ? Optional.of(head.journey().peerOf(speaker.country())) : Optional.empty(),
                crosses ? Optional.of(speaker.pseudonyms().of(id)) : Optional.empty()));
    }
}
