/** The country profile as it was loaded, for administrators. */
@NullMarked
package org.safereturn.access.profile;

import org.jspecify.annotations.NullMarked;
