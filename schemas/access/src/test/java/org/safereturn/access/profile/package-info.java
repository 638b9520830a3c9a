/** Tests of the profile. */
@NullMarked
package org.safereturn.access.profile;

import org.jspecify.annotations.NullMarked;
