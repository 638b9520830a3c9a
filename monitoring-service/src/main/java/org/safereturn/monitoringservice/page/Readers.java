package org.safereturn.monitoringservice.page;

import java.util.List;

import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.monitoringservice.disclosure.Level;
import org.safereturn.monitoringservice.figures.Reader;
import org.safereturn.monitoringservice.fold.Notice;

/** What a caller may read: an observer the level for readers outside, everybody else the joint one and the own side. */
public final class Readers {

    private final List<String> countries;
    private final Level joint;
    private final Level outside;

    /** Readers of these levels. */
    public Readers(List<String> countries, Level joint, Level outside) {
        this.countries = countries;
        this.joint = joint;
        this.outside = outside;
    }

    /** Which figures the caller reads. */
    public Reader of(Actor actor) {
        return actor.is(Role.OBSERVER) ? new Reader(outside, null)
                : new Reader(joint, countries.contains(actor.ministry()) ? actor.ministry() : null);
    }

    /** Whether the caller may see this line as it arrives: the own ministry's steps, and of others only numbers. */
    public boolean sees(Actor actor, Notice notice) {
        return !actor.is(Role.OBSERVER) && (notice.country().equals(actor.ministry()) || !notice.aboutPerson());
    }
}
