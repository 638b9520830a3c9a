package org.safereturn.access.scope;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The owners of a case within one ministry. The scope is stored with the case, so the loaded document is enough to
 * decide whether a caller sees it, and the store can filter lists.
 *
 * @param holders {@code unit:<code>} and {@code officer:<reference>}; {@value #OFFERED} and
 *     {@code crossing:<code>} while no unit has taken it
 */
public record CaseScope(List<String> holders) {

    /** A case that has come in and belongs to every contact point until a unit takes it. */
    static final String OFFERED = "contact-points";

    private static final String CROSSING = "crossing:";
    private static final String UNIT = "unit:";
    private static final String OFFICER = "officer:";

    /** Belongs to nobody yet; only the ministry's own system sees it. */
    public static final CaseScope NOBODY = new CaseScope(List.of());

    /** Keeps its own copy; what was stored before there were scopes belongs to nobody. */
    public CaseScope {
        holders = List.copyOf(Objects.requireNonNullElse(holders, List.of()));
    }

    /** What stands in a document, or nobody for a document that was stored before there were scopes. */
    public static CaseScope orNobody(@Nullable CaseScope stored) {
        return stored == null ? NOBODY : stored;
    }

    /** With this unit too. */
    public CaseScope withUnit(@Nullable String code) {
        return code == null ? this : with(unit(code));
    }

    /** With this officer and the officer's unit too. */
    public CaseScope withOfficer(String reference, String unit) {
        return with(officer(reference)).with(unit(unit));
    }

    /** With this officer and not the officer's unit. */
    public CaseScope withOfficer(String reference) {
        return with(officer(reference));
    }

    /** With everybody of the other scope too. */
    public CaseScope and(CaseScope other) {
        CaseScope all = this;
        for (String holder : other.holders) {
            all = all.with(holder);
        }
        return all;
    }

    /** Offered to every contact point. */
    public CaseScope offered() {
        return with(OFFERED);
    }

    /** Offered to every unit that receives people at this crossing point. */
    public CaseScope offeredAt(String crossingPoint) {
        return with(crossing(crossingPoint));
    }

    /** Taken by a unit: offered to contact points and at crossing points no longer. */
    public CaseScope taken() {
        return holders.stream().anyMatch(CaseScope::isOffer)
                ? new CaseScope(holders.stream().filter(holder -> !isOffer(holder)).toList()) : this;
    }

    /** Codes of the units that it belongs to. */
    public List<String> units() {
        return after(UNIT);
    }

    /** Codes of the crossing points whose receiving units it is offered to. */
    public List<String> offeredAt() {
        return after(CROSSING);
    }

    /** Whether it is offered to every contact point. */
    public boolean isOffered() {
        return holders.contains(OFFERED);
    }

    /** Without the officers: units, contact points and crossing points only. */
    public CaseScope withoutOfficers() {
        return new CaseScope(holders.stream().filter(holder -> !holder.startsWith(OFFICER)).toList());
    }

    private List<String> after(String kind) {
        return holders.stream().filter(holder -> holder.startsWith(kind)).map(holder -> holder.substring(kind.length()))
                .toList();
    }

    private static boolean isOffer(String holder) {
        return holder.equals(OFFERED) || holder.startsWith(CROSSING);
    }

    static String unit(String code) {
        return UNIT + code;
    }

    static String crossing(String code) {
        return CROSSING + code;
    }

    static String officer(String reference) {
        return OFFICER + reference;
    }

    private CaseScope with(String holder) {
        return holders.contains(holder) ? this
                : new CaseScope(Stream.concat(holders.stream(), Stream.of(holder)).sorted().toList());
    }
}
