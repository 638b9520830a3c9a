package org.safereturn.messaging.event;

import org.safereturn.exchange.v1.ActorReference;

/**
 * Who acted, by reference: never a person's name.
 *
 * @param reference what the ministry calls the officer or system
 * @param role name of the role in which the officer acted, or {@value #SYSTEM}
 * @param unit code of the officer's unit
 * @param ministry ISO 3166-1 alpha-2 code of the ministry's country
 */
public record Officer(String reference, String role, String unit, String ministry) {

    /** The role of software that acts where no officer does. */
    public static final String SYSTEM = "SYSTEM";

    /** The software of a ministry: {@code <country>-<service>}, of the unit {@code <COUNTRY>-SYSTEM}. */
    public static Officer system(String country, String service) {
        return new Officer(country.toLowerCase(java.util.Locale.ROOT) + "-" + service, SYSTEM, country + "-SYSTEM",
                country);
    }

    /** As a record says it. */
    public static Officer of(ActorReference actor) {
        return new Officer(actor.getReference(), actor.getRole(), actor.getUnit(), actor.getMinistry());
    }

    /** As a record says it. */
    public ActorReference toReference() {
        return new ActorReference(reference, role, unit, ministry);
    }
}
