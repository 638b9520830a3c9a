/** The bilateral conversation: referral, return decision, arrangement, handover and arrival. */
@NullMarked
package org.safereturn.referralservice;

import org.jspecify.annotations.NullMarked;
