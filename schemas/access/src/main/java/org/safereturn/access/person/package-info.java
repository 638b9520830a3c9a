/** Who a person is, as far as a caller may read it. */
@NullMarked
package org.safereturn.access.person;

import org.jspecify.annotations.NullMarked;
