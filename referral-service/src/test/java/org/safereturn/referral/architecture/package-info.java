/** What must stay true of the code. */
@NullMarked
package org.safereturn.referral.architecture;

import org.jspecify.annotations.NullMarked;
