/** The HTTP interface of referrals. */
@NullMarked
package org.safereturn.referral.referral.adapter.web;

import org.jspecify.annotations.NullMarked;
