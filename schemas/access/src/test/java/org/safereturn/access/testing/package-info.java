/** What the tests of the services need from this module: tokens, and contracts for problem texts and descriptions. */
@NullMarked
package org.safereturn.access.testing;

import org.jspecify.annotations.NullMarked;
