/** What can be done with a referral, one class per use case. */
@NullMarked
package org.safereturn.referralservice.referral.application;

import org.jspecify.annotations.NullMarked;
