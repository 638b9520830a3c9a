/** Holds the realm against the services' roles and units, and a real Keycloak with this realm against the contract. */
@NullMarked
package org.safereturn.keycloak;

import org.jspecify.annotations.NullMarked;
