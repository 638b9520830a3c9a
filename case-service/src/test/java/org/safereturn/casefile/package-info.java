/** Tests of the case service as a whole. */
@NullMarked
package org.safereturn.casefile;

import org.jspecify.annotations.NullMarked;
