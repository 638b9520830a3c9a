/** The joint monitoring and evaluation view: journeys folded from both countries' events, without keys and names. */
@NullMarked
package org.safereturn.monitoring;

import org.jspecify.annotations.NullMarked;
