/** Test of the OpenAPI description. */
@NullMarked
package org.safereturn.access.description;

import org.jspecify.annotations.NullMarked;
