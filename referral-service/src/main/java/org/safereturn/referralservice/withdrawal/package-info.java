/** How a case stops before the handover: one process over its referral and its return. */
@NullMarked
package org.safereturn.referralservice.withdrawal;

import org.jspecify.annotations.NullMarked;
