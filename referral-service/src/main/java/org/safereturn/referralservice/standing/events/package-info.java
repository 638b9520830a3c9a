/** What the own case service says about a case, as it arrives. */
@NullMarked
package org.safereturn.referralservice.standing.events;

import org.jspecify.annotations.NullMarked;
