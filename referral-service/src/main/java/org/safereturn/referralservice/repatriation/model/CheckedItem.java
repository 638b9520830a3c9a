package org.safereturn.referralservice.repatriation.model;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.referralservice.repatriation.model.Handover.ChecklistItem;

/**
 * What was found about one item of the checklist before departure.
 *
 * @param reason why it was left open, absent in every other state
 */
public record CheckedItem(ChecklistItem item, State state, @Nullable OpenReason reason) {

    /** What was found; an item of which nothing is said was not checked, and is never done. */
    public enum State { DONE, OPEN, NOT_APPLICABLE, NOT_CHECKED, UNKNOWN }

    /** Why an item was left open. */
    public enum OpenReason { NOT_AVAILABLE, NO_TIME, PERSON_DECLINED, FOLLOWS_LATER, OTHER, UNKNOWN }

    /** Whether nothing is left to do about it. */
    boolean isSettled() {
        return state == State.DONE || state == State.NOT_APPLICABLE;
    }

    /** What was said, and what is answered about the items of which nothing was said. */
    static List<CheckedItem> or(List<CheckedItem> said, List<CheckedItem> answered) {
        List<CheckedItem> both = new ArrayList<>(said);
        answered.stream().filter(each -> said.stream().noneMatch(known -> known.item() == each.item())).forEach(both::add);
        return List.copyOf(both);
    }

    /** Every item of the checklist, in its order: those that are said, and the others as not checked. */
    static List<CheckedItem> all(@Nullable List<CheckedItem> said) {
        List<CheckedItem> known = said == null ? List.of() : said;
        List<CheckedItem> all = new ArrayList<>();
        for (ChecklistItem item : ChecklistItem.values()) {
            if (item == ChecklistItem.UNKNOWN) {
                known.stream().filter(each -> each.item() == item).forEach(all::add);
            } else {
                all.add(known.stream().filter(each -> each.item() == item).findFirst()
                        .orElseGet(() -> new CheckedItem(item, State.NOT_CHECKED, null)));
            }
        }
        return List.copyOf(all);
    }
}
