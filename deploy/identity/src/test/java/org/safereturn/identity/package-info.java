/** Tests of the identity provider. */
@NullMarked
package org.safereturn.identity;

import org.jspecify.annotations.NullMarked;
