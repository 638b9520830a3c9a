/** What a model answers and what became of a change; both the stores and the inbox speak these words. */
@NullMarked
package org.safereturn.messaging.outcome;

import org.jspecify.annotations.NullMarked;
