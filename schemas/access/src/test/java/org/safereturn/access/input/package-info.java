/** Tests of texts and names. */
@NullMarked
package org.safereturn.access.input;

import org.jspecify.annotations.NullMarked;
