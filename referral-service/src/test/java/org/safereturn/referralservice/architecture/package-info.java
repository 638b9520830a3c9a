/** What must stay true of the code. */
@NullMarked
package org.safereturn.referralservice.architecture;

import org.jspecify.annotations.NullMarked;
