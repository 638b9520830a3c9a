package org.safereturn.access.scope;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;

/**
 * The one rule for which cases a caller sees. An officer with case work sees the cases of the officer's unit and those
 * that the officer holds; at a contact point also the incoming cases that no unit has taken, and whoever receives people
 * also those of people who are on their way to a crossing point of the officer's unit. The ministry's system sees all cases of the ministry. Everybody else sees none. Whoever
 * oversees the ministry sees {@link #headings} of all its cases besides. That the caller is of this ministry was checked before.
 *
 * @param everything whether all cases of the ministry are seen
 * @param holders what a case's {@link CaseScope} must name at least one of, otherwise
 */
public record Sight(boolean everything, Set<String> holders) {

    /** All cases of the ministry: for its own system, and for what tells nothing of whose case it is. */
    public static final Sight EVERYTHING = new Sight(true, Set.of());

    private static final Sight NOTHING = new Sight(false, Set.of());
    static final Set<Role> CASE_WORK = Set.of(Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR,
            Role.TRACING_OFFICER, Role.RECEPTION_OFFICER);

    /** Keeps its own copy. */
    public Sight {
        holders = Set.copyOf(holders);
    }

    /** What this caller sees. */
    public static Sight of(Actor actor, ContactPoints contactPoints) {
        if (actor.is(Role.MINISTRY_SYSTEM)) {
            return EVERYTHING;
        }
        if (CASE_WORK.stream().noneMatch(actor::is)) {
            return NOTHING;
        }
        Set<String> holders = new HashSet<>();
        holders.add(CaseScope.officer(actor.reference()));
        holders.add(CaseScope.unit(actor.unit()));
        if (contactPoints.contain(actor.unit())) {
            holders.add(CaseScope.OFFERED);
        }
        if (actor.is(Role.RECEPTION_OFFICER)) {
            contactPoints.receivesAt(actor.unit()).forEach(crossing -> holders.add(CaseScope.crossing(crossing)));
        }
        return new Sight(false, holders);
    }

    /**
     * Of which cases this caller sees the headings, which say nothing about the persons: of all of the ministry for whoever
     * oversees it, and for its own system; else of none. What a single case says is seen by {@link #of} only.
     */
    public static Sight headings(Actor actor, ContactPoints contactPoints) {
        boolean oversees = contactPoints.contain(actor.unit())
                && CASE_WORK.stream().filter(contactPoints.overseers()::contains).anyMatch(actor::is);
        return oversees || actor.is(Role.MINISTRY_SYSTEM) ? EVERYTHING : NOTHING;
    }

    /** Whether the caller sees a case that belongs to these. */
    public boolean sees(CaseScope scope) {
        return everything || scope.holders().stream().anyMatch(holders::contains);
    }

    /**
     * The same rule as a condition of a list.
     *
     * @param field where the documents keep {@link CaseScope#holders()}
     */
    public Map<String, Object> where(String field) {
        return everything ? Map.of() : Map.of(field, holders);
    }
}
