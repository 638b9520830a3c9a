package org.safereturn.local.demo;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Role;

/**
 * Somebody who asks a service.
 *
 * @param kind who it is to the case, as expectations name it: a role, a role {@code @other-unit}, {@code other-ministry},
 *     {@code joint-<role>} or {@code nobody}
 * @param user who signs in; nobody when there is no token
 */
record Viewer(String kind, @Nullable User user) {

    private static final List<Role> AT_DESKS = List.of(Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR,
            Role.TRACING_OFFICER, Role.RECEPTION_OFFICER);
    private static final int OTHER_UNIT = 3;

    /** Every role of a ministry, those at desks from another unit too, then an officer of the peer, and nobody. */
    static List<Viewer> ofMinistry(String country, String peer) {
        List<Viewer> viewers = new ArrayList<>();
        for (Role role : Role.values()) {
            if (role == Role.MINISTRY_SYSTEM) {
                viewers.add(new Viewer(role.name(), User.system(country)));
            } else if (role != Role.OBSERVER) {
                viewers.add(new Viewer(role.name(), User.officer(country, desk(role), 1)));
                if (AT_DESKS.contains(role)) {
                    viewers.add(new Viewer(role + "@other-unit", User.officer(country, desk(role), OTHER_UNIT)));
                }
            }
        }
        viewers.add(new Viewer("other-ministry", User.officer(peer, desk(Role.CASE_MANAGER), 1)));
        viewers.addAll(joint());
        viewers.add(new Viewer("nobody", null));
        return viewers;
    }

    private static List<Viewer> joint() {
        return List.of(new Viewer("joint-" + Role.ME_OFFICER, User.officer("JOINT", desk(Role.ME_OFFICER), 1)),
                new Viewer("joint-" + Role.OBSERVER, User.officer("JOINT", desk(Role.OBSERVER), 1)));
    }

    /** How the demonstration's user names call a role. */
    private static String desk(Role role) {
        return switch (role) {
            case INTAKE_OFFICER -> "intake";
            case CASE_MANAGER -> "case";
            case SUPERVISOR -> "supervisor";
            case TRACING_OFFICER -> "tracing";
            case RECEPTION_OFFICER -> "reception";
            case ME_OFFICER -> "me";
            case OPERATOR -> "operator";
            case ADMINISTRATOR -> "admin";
            case MINISTRY_SYSTEM -> "system";
            case DATA_PROTECTION_OFFICER -> "dpo";
            case OBSERVER -> "observer";
        };
    }

    String name() {
        return user == null ? "no token" : user.name();
    }
}
