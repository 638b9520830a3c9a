/** Tests of the comparison of persons, and the generator of the pairs by which it is measured. */
@NullMarked
package org.safereturn.access.names;

import org.jspecify.annotations.NullMarked;
