/** Tests of what operators do. */
@NullMarked
package org.safereturn.access.operation;

import org.jspecify.annotations.NullMarked;
