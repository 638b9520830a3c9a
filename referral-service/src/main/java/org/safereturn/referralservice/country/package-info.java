/** The country this service works for, as data. */
@NullMarked
package org.safereturn.referralservice.country;

import org.jspecify.annotations.NullMarked;
