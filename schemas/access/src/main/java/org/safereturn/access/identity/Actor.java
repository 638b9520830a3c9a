package org.safereturn.access.identity;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The caller as the identity provider names it: by the reference that the ministry gave the officer, never by a
 * person's name. Declare it as a parameter of a controller method to receive the caller.
 *
 * @param reference the officer's or system's reference, at most 64 characters
 * @param role one of {@link Role} by name
 * @param unit code of the unit the officer belongs to
 * @param ministry ISO 3166-1 alpha-2 code of the ministry's country, or {@value #JOINT}
 */
public record Actor(String reference, String role, String unit, String ministry) {

    /** The ministry value of bodies that both ministries run together. */
    public static final String JOINT = "JOINT";

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    private static final Pattern MINISTRY = Pattern.compile("[A-Z]{2}|" + JOINT);
    private static final Set<String> ROLES =
            Arrays.stream(Role.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    /** The actor that these token claims describe; empty when one is missing or not of the expected form. */
    public static Optional<Actor> fromClaims(Map<String, Object> claims) {
        if (claims.get("sub") instanceof String reference && CODE.matcher(reference).matches()
                && claims.get("role") instanceof String role && ROLES.contains(role)
                && claims.get("unit") instanceof String unit && CODE.matcher(unit).matches()
                && claims.get("ministry") instanceof String ministry && MINISTRY.matcher(ministry).matches()) {
            return Optional.of(new Actor(reference, role, unit, ministry));
        }
        return Optional.empty();
    }

    /** The actor behind a bearer token or a login on a page; empty when nobody is signed in. */
    public static Optional<Actor> of(Authentication authentication) {
        return switch (authentication.getPrincipal()) {
            case Jwt token -> fromClaims(token.getClaims());
            case OAuth2AuthenticatedPrincipal person -> fromClaims(person.getAttributes());
            case null, default -> Optional.empty();
        };
    }

    /** Whether the actor has this role. */
    public boolean is(Role wanted) {
        return wanted.name().equals(role);
    }
}
