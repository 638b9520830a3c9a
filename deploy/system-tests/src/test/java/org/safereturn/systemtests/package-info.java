/** Tests that start every process of both countries and look at the whole. */
@NullMarked
package org.safereturn.systemtests;

import org.jspecify.annotations.NullMarked;
