/** What is said and heard about referrals, and their sealed contents. */
@NullMarked
package org.safereturn.referralservice.referral.events;

import org.jspecify.annotations.NullMarked;
