/** Tests of tokens, and what judges a token as a service does. */
@NullMarked
package org.safereturn.access.identity;

import org.jspecify.annotations.NullMarked;
