/** The OpenAPI description of a service. */
@NullMarked
package org.safereturn.access.description;

import org.jspecify.annotations.NullMarked;
