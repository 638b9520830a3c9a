/** The caller: actors, roles and tokens, and the roles that an endpoint allows. */
@NullMarked
package org.safereturn.access.identity;

import org.jspecify.annotations.NullMarked;
