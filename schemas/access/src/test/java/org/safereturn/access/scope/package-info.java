/** Tests of what a caller sees. */
@NullMarked
package org.safereturn.access.scope;

import org.jspecify.annotations.NullMarked;
