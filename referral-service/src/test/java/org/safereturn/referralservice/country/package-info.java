/** The profile as the service binds it. */
@NullMarked
package org.safereturn.referralservice.country;

import org.jspecify.annotations.NullMarked;
