package org.safereturn.monitoring;

import java.util.ArrayList;
import java.util.List;

/**
 * People returned through a checkpoint in a month who are not victims; no case, no person.
 *
 * @param country that reported it
 * @param month as {@code 2026-11}
 * @param checkpoint code of the crossing point
 * @param direction of the return
 * @param groups counts by sex and age group, of the latest version
 */
record CheckpointCount(String country, String month, String checkpoint, Direction direction, List<Group> groups) {

    /** One count. */
    record Group(String sex, String ageGroup, long count) {
    }

    CheckpointCount {
        groups = List.copyOf(groups);
    }

    static CheckpointCount read(String id, ViewDocument document) {
        String[] parts = id.split("\\|", -1);
        List<Group> groups = new ArrayList<>();
        document.ranked(Fold.COUNTS).map(each -> each.codes(0)).orElse(List.of()).forEach(each -> {
            String[] fields = each.split(":", -1);
            groups.add(new Group(fields[0], fields[1], Long.parseLong(fields[2])));
        });
        return new CheckpointCount(parts[0], parts[1], parts[2], new Direction(parts[3], parts[4]), groups);
    }

    long total() {
        return groups.stream().mapToLong(Group::count).sum();
    }
}
