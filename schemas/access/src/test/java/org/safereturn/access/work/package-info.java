/** Tests of what a service tells about open work. */
@NullMarked
package org.safereturn.access.work;

import org.jspecify.annotations.NullMarked;
