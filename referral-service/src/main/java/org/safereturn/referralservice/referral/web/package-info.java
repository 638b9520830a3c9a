/** The HTTP interface of referrals. */
@NullMarked
package org.safereturn.referralservice.referral.web;

import org.jspecify.annotations.NullMarked;
