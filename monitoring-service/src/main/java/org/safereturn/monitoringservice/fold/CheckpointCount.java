package org.safereturn.monitoringservice.fold;

import java.util.List;

import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.Sex;

/**
 * People returned through a checkpoint in a month who are not victims; no case, no person.
 *
 * @param country that reported it
 * @param month as {@code 2026-11}
 * @param checkpoint code of the crossing point
 * @param direction of the return
 * @param groups counts by sex and age group, of the latest version
 */
public record CheckpointCount(String country, String month, String checkpoint, Direction direction, List<Group> groups)
        implements Fact {

    /** One count. */
    public record Group(Sex sex, AgeGroup ageGroup, int count) {

        private String text() {
            return new Fields().with("sex", sex).with("ageGroup", ageGroup).with("count", count).text();
        }

        private static Group read(String text) {
            Fields fields = Fields.parse(text);
            return new Group(fields.symbol(Sex.class, "sex"), fields.symbol(AgeGroup.class, "ageGroup"),
                    fields.number("count"));
        }
    }

    /** Keeps its own copy. */
    public CheckpointCount {
        groups = List.copyOf(groups);
    }

    /** The count of a document; nothing stands in it before the first event. */
    public static CheckpointCount of(ViewDocument document) {
        return document.fact(COUNT).orElseThrow(() -> new IllegalStateException("A document without a count"));
    }

    @Override
    public Fields fields() {
        return new Fields().with("country", country).with("month", month).with("checkpoint", checkpoint)
                .with("host", direction.host()).with("origin", direction.origin())
                .withAll("groups", groups.stream().map(Group::text).toList());
    }

    static CheckpointCount read(Fields fields) {
        return new CheckpointCount(fields.text("country"), fields.text("month"), fields.text("checkpoint"),
                Direction.read(fields), fields.texts("groups").stream().map(Group::read).toList());
    }

    /** All groups together. */
    public long total() {
        return groups.stream().mapToLong(Group::count).sum();
    }
}
