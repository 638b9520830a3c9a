/** The code lists that a service uses, with their labels in three languages. */
@NullMarked
package org.safereturn.access.codes;

import org.jspecify.annotations.NullMarked;
