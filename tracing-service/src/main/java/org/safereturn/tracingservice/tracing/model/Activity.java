package org.safereturn.tracingservice.tracing.model;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What stops on the origin side when the person takes something back. */
public enum Activity {
    /** Looking for the family. */
    TRACING,
    /** Speaking to the family; visits. */
    FAMILY_CONTACT,
    /** Checking the nationality. */
    NATIONALITY_CHECK,
    /** What a newer peer says and this release does not know; read, never given. */
    UNKNOWN;

    /** Everything that can stop here. */
    static List<Activity> all() {
        return List.of(TRACING, FAMILY_CONTACT, NATIONALITY_CHECK);
    }

    /** What stands on these purposes; nothing here stands on a purpose that this release does not know. */
    static List<Activity> carriedBy(Collection<Purpose> purposes) {
        Set<Activity> carried = EnumSet.noneOf(Activity.class);
        for (Purpose purpose : purposes) {
            switch (purpose) {
                case DATA_SHARING -> carried.addAll(all());
                case TRACING -> carried.addAll(List.of(TRACING, FAMILY_CONTACT));
                case FAMILY_CONTACT -> carried.add(FAMILY_CONTACT);
                case NATIONALITY_CHECK -> carried.add(NATIONALITY_CHECK);
                case RETURN, PHOTO_USE, MONITORING_AND_EVALUATION, UNKNOWN -> { }
            }
        }
        return List.copyOf(carried);
    }
}
