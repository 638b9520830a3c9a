package org.safereturn.pages.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.safereturn.pages.definition.Field;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The things of a record that a field chooses from, so that nobody types the number of one. */
final class Choices {

    private Choices() {
    }

    /**
     * A thing to choose.
     *
     * @param number that is sent
     * @param thing as the record has it; a missing node for a new one
     */
    record Offer(JsonNode number, JsonNode thing) {

        String value() {
            return number.asString("");
        }
    }

    /** What is offered, in the order of the record; a new one last. */
    static List<Offer> of(Field field, JsonNode record) {
        Field.Choice choice = choice(field);
        JsonNode things = Shown.at(record, String.valueOf(field.from()));
        List<Offer> known = new ArrayList<>();
        things.forEach(each -> known.add(new Offer(Field.PLACE_IN_LIST.equals(field.key())
                ? JsonMapper.shared().getNodeFactory().numberNode(known.size() + 1)
                : Shown.at(each, String.valueOf(field.key())), each)));
        Stream<Offer> open = known.stream().filter(each -> Shown.fits(choice.when(), each.thing()));
        if (!choice.next()) {
            return open.toList();
        }
        long last = known.stream().mapToLong(each -> each.number().asLong(0)).max().orElse(0);
        return Stream.concat(open, Stream.of(new Offer(JsonMapper.shared().getNodeFactory().numberNode(last + 1),
                MissingNode.getInstance()))).toList();
    }

    /** Which is chosen until somebody chooses; empty where the officer has to. */
    static Optional<Offer> proposed(Field field, JsonNode record) {
        Field.Choice choice = choice(field);
        List<Offer> offers = of(field, record);
        Optional<Offer> first = choice.first().isEmpty() ? Optional.empty()
                : offers.stream().filter(each -> Shown.fits(choice.first(), each.thing())).findFirst();
        return first.or(() -> field.required() && (choice.next() || offers.size() == 1) ? Optional.of(offers.getLast()) : Optional.empty());
    }

    /** What is read of it. */
    static String label(Field field, Offer offer, Shown shown, Words words) {
        return offer.thing().isMissingNode() ? words.with("choice.next", offer.value())
                : String.join(" · ", Stream.concat(Stream.of(offer.value()), choice(field).rows().stream()
                        .map(row -> shown.line(row, offer.thing(), words.language()))).filter(text -> !text.isEmpty()).toList());
    }

    /** What is read of the thing that has this number; the number where the record has no such thing. */
    static String told(Field field, JsonNode number, JsonNode record, Shown shown, Words words) {
        String value = number.asString("");
        return of(field, record).stream().filter(offer -> offer.value().equals(value)).findFirst()
                .map(offer -> label(field, offer, shown, words)).orElse(value);
    }

    private static Field.Choice choice(Field field) {
        return Objects.requireNonNull(field.choice(), field.name());
    }
}
