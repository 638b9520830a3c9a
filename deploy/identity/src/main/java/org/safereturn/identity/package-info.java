/** The identity provider of the embedded default: made-up officers, real protocols. */
@NullMarked
package org.safereturn.identity;

import org.jspecify.annotations.NullMarked;
