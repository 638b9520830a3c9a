/** Who may call a service and what a caller is told: tokens, strict input, problems in three languages, replies. */
@NullMarked
package org.safereturn.access;

import org.jspecify.annotations.NullMarked;
