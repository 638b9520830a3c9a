/** What operators do: dead letters and their second try. */
@NullMarked
package org.safereturn.access.operation;

import org.jspecify.annotations.NullMarked;
