package org.safereturn.pages.session;

import org.safereturn.access.identity.Actor;

/**
 * The officer who looks at a page.
 *
 * @param actor who it is
 * @param token the officer's own access token, good for a little while at least
 */
public record SignedIn(Actor actor, String token) {

    @Override
    public String toString() {
        return actor.reference();
    }
}
