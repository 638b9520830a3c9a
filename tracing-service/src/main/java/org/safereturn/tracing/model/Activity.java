package org.safereturn.tracing.model;

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
    NATIONALITY_CHECK;

    static List<Activity> all() {
        return List.of(values());
    }

    static List<Activity> carriedBy(Collection<Purpose> purposes) {
        Set<Activity> carried = EnumSet.noneOf(Activity.class);
        for (Purpose purpose : purposes) {
            switch (purpose) {
                case TRACING, DATA_SHARING -> carried.addAll(all());
                case FAMILY_CONTACT -> carried.add(FAMILY_CONTACT);
                case NATIONALITY_CHECK -> carried.add(NATIONALITY_CHECK);
                case RETURN, PHOTO_USE, MONITORING_AND_EVALUATION -> { }
            }
        }
        return List.copyOf(carried);
    }
}
