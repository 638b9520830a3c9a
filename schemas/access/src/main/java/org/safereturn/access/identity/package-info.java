/** Who calls: actors, roles and tokens, and which roles an endpoint is for. */
@NullMarked
package org.safereturn.access.identity;

import org.jspecify.annotations.NullMarked;
