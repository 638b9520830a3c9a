/** Outboxes of others, each in a process of its own, and what all that are compared have in common: the writers. */
@NullMarked
package org.safereturn.rivals;

import org.jspecify.annotations.NullMarked;
