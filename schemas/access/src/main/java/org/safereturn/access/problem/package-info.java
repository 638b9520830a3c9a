/** Refusals as RFC 9457 problems in three languages, and replies that carry the version. */
@NullMarked
package org.safereturn.access.problem;

import org.jspecify.annotations.NullMarked;
