/** The model's words and the contract's words say the same. */
@NullMarked
package org.safereturn.tracing.adapter.events;

import org.jspecify.annotations.NullMarked;
