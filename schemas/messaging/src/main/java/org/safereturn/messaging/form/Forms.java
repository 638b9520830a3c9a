package org.safereturn.messaging.form;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.safereturn.exchange.v1.FormReference;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The versions of forms that the country profile knows. */
public final class Forms {

    /** The field of an event that says on which version of a form the fact was recorded. */
    static final String FIELD = "formRef";

    private static final Comparator<FormVersion> NEWEST = Comparator.comparing(
            each -> Objects.requireNonNullElse(each.validFrom(), LocalDate.MIN));

    private final List<FormVersion> versions;
    private final ZoneId zone;

    /**
     * Refuses two entries for the same version, and two versions for the same kind from the same day on, unless an officer
     * chooses between them.
     *
     * @param versions in the order of the profile
     * @param zone in which the days of the ministry are counted
     */
    public Forms(List<FormVersion> versions, ZoneId zone) {
        this.versions = List.copyOf(versions);
        this.zone = zone;
        Set<Object> seen = new HashSet<>();
        for (FormVersion each : versions) {
            if (!seen.add(each.code())) {
                throw new IllegalArgumentException("The country profile has two entries for the form " + each.code());
            }
            for (FormKind kind : each.kinds()) {
                if (!each.onChoice() && !seen.add(List.of(kind, Optional.ofNullable(each.validFrom())))) {
                    throw new IllegalArgumentException("The country profile has two forms for " + kind
                            + " from the same day on; one is " + each.code());
                }
            }
        }
    }

    /** Those below {@code safereturn.profile.forms}; none where the profile has none. */
    public static Forms in(Environment environment) {
        return new Forms(Binder.get(environment).bind("safereturn.profile.forms", Bindable.listOf(FormVersion.class))
                .orElse(List.of()), ZoneId.of(environment.getProperty("safereturn.profile.time-zone", "UTC")));
    }

    /** All, in the order of the profile. */
    public List<FormVersion> versions() {
        return versions;
    }

    /** The version with this code. */
    public Optional<FormVersion> find(String code) {
        return versions.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    /**
     * On which version facts of that time are recorded where nobody chooses another one; empty where the profile has no form
     * for them.
     */
    public Optional<FormVersion> inForce(FormKind kind, Instant at) {
        return on(kind, at).filter(each -> !each.onChoice()).max(NEWEST);
    }

    /** The versions that facts of that time can be recorded on: first the one in force, then those that an officer can choose. */
    public List<FormVersion> offered(FormKind kind, Instant at) {
        return Stream.concat(inForce(kind, at).stream(), on(kind, at).filter(FormVersion::onChoice)).toList();
    }

    private Stream<FormVersion> on(FormKind kind, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, zone);
        return versions.stream().filter(each -> each.kinds().contains(kind) && each.countsOn(day));
    }

    /**
     * Says in a record on which version of a form it was recorded, where it can say so and there is one. A record that names a
     * version already keeps it, and says how far that one is approved.
     */
    public void mark(SpecificRecord record, Instant at) {
        Schema.Field field = record.getSchema().getField(FIELD);
        if (field != null) {
            Optional<FormVersion> version = record.get(field.pos()) instanceof FormReference said
                    ? find(FormVersion.code(said.getDocument(), said.getNumber(), said.getVersion()))
                    : FormKind.of(record.getSchema()).flatMap(kind -> inForce(kind, at));
            version.map(FormVersion::toReference).ifPresent((FormReference form) -> record.put(field.pos(), form));
        }
    }
}
