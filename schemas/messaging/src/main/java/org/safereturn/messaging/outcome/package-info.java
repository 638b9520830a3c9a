/** The decisions of a model and the outcomes of a change; the stores and the inbox both use these types. */
@NullMarked
package org.safereturn.messaging.outcome;

import org.jspecify.annotations.NullMarked;
