package org.safereturn.access.identity;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.springframework.security.access.AccessDeniedException;

/** The caller's role may not call this endpoint; it says which roles may. */
public final class RoleNotPermitted extends AccessDeniedException {

    private static final long serialVersionUID = 1L;

    private final transient Set<Role> permitted;

    /** For an endpoint of these roles. */
    public RoleNotPermitted(Set<Role> permitted) {
        super("role not permitted");
        this.permitted = Set.copyOf(permitted);
    }

    /** The roles that may, with commas between them. */
    public String roles() {
        return new TreeSet<>(permitted).stream().map(Role::name).collect(Collectors.joining(", "));
    }
}
