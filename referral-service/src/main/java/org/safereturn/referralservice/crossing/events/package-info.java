/** What the case services say of crossing points, as it arrives. */
@NullMarked
package org.safereturn.referralservice.crossing.events;

import org.jspecify.annotations.NullMarked;
