/** The country this service works for, as data. */
@NullMarked
package org.safereturn.referral.country;

import org.jspecify.annotations.NullMarked;
