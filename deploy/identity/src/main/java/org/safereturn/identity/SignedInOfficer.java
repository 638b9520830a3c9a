package org.safereturn.identity;

import java.util.List;

import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** An officer with what tokens say of them. */
final class SignedInOfficer extends User {

    private static final long serialVersionUID = 1L;

    private final String role;
    private final String unit;
    private final String ministry;

    SignedInOfficer(IdentityProperties.Officer officer) {
        super(officer.name(), officer.password(), List.of(new SimpleGrantedAuthority("ROLE_" + officer.role())));
        this.role = officer.role();
        this.unit = officer.unit();
        this.ministry = officer.ministry();
    }

    String role() {
        return role;
    }

    String unit() {
        return unit;
    }

    String ministry() {
        return ministry;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
