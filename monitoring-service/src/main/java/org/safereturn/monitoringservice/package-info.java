/** The joint monitoring and evaluation view: journeys folded from both countries' events, without keys and names. */
@NullMarked
package org.safereturn.monitoringservice;

import org.jspecify.annotations.NullMarked;
