package org.safereturn.caseservice.work.model;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.safereturn.access.identity.Role;

/** The lists of open work that this release knows, each with the roles that do its work; which there are is proposed. */
public enum WorkList {
    /** A case on hold, until it is decided whether the person is a victim. */
    IDENTIFICATION_TO_DECIDE(Role.INTAKE_OFFICER),
    /** A case that the person was not asked about enough to refer it. */
    CONSENTS_TO_RECORD(Role.INTAKE_OFFICER, Role.CASE_MANAGER),
    /** A case that the person lets be referred. */
    CASE_TO_REFER(Role.INTAKE_OFFICER, Role.CASE_MANAGER),
    /** A referral that no officer has opened. */
    REFERRAL_TO_OPEN(Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR),
    /** A referral that was opened and not answered. */
    REFERRAL_TO_ANSWER(Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR),
    /** A referral that the other side sent back. */
    REFERRAL_TO_COMPLETE(Role.INTAKE_OFFICER, Role.CASE_MANAGER),
    /** A tracing without a result. */
    TRACING_TO_DO(Role.TRACING_OFFICER),
    /** A tracing result that waits for a second officer. */
    RESULT_TO_APPROVE(Role.SUPERVISOR),
    /** A tracing result of the other side that nobody has read. */
    RESULT_TO_READ(Role.INTAKE_OFFICER, Role.CASE_MANAGER),
    /** A question of the other side. */
    QUESTION_TO_ANSWER(Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.TRACING_OFFICER),
    /** A return about which the host has to decide, for the first time or anew. */
    RETURN_TO_DECIDE(Role.CASE_MANAGER, Role.SUPERVISOR),
    /** A return without a plan, or whose plan the other side moved. */
    RETURN_TO_PROPOSE(Role.CASE_MANAGER),
    /** A plan of the host that waits for the country of origin. */
    RETURN_TO_CONFIRM(Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER),
    /** A handover on an agreed day. */
    HANDOVER_TO_MAKE(Role.CASE_MANAGER, Role.RECEPTION_OFFICER),
    /** An arrival on an agreed day. */
    ARRIVAL_EXPECTED(Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER),
    /** A person who was handed over and is not known to have arrived. */
    HANDOVER_WITHOUT_ARRIVAL(Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER),
    /** An emergency override by one officer alone. */
    OVERRIDE_TO_CONFIRM(Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER),
    /** A person who arrived and for whom nobody is responsible. */
    CASE_MANAGER_TO_ASSIGN(Role.CASE_MANAGER, Role.SUPERVISOR),
    /** A case without a plan for the time after the arrival, where the country limits that time. */
    PLAN_TO_MAKE(Role.CASE_MANAGER),
    /** A case of which the host has heard nothing after the arrival, where the country limits that time. */
    REPORT_TO_GIVE(Role.CASE_MANAGER),
    /** A visit that is planned, or due by the country's schedule. */
    VISIT_TO_MAKE(Role.CASE_MANAGER),
    /** A wish to read a case of another unit. */
    ACCESS_TO_DECIDE(Role.SUPERVISOR),
    /** A temporary access that the data protection officer has not acknowledged. */
    ACCESS_TO_ACKNOWLEDGE(Role.DATA_PROTECTION_OFFICER),
    /** A case that an officer says is of the same person as another one. */
    MERGE_TO_CONFIRM(Role.SUPERVISOR),
    /** A return of which the crossing point is closed, so that nobody goes there; it waits for a new plan of the host. */
    CROSSING_CLOSED(Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER);

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
    private final Set<Role> roles;

    WorkList(Role first, Role... more) {
        roles = EnumSet.of(first, more);
    }

    /** The list of this name; empty for one of a newer release. */
    public static Optional<WorkList> named(String name) {
        return Stream.of(values()).filter(list -> list.name().equals(name)).findFirst();
    }

    /** Whether officers of this role do its work. */
    public boolean isFor(Role role) {
        return roles.contains(role);
    }
}
