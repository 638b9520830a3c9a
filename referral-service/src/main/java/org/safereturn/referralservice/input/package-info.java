/** What every request is held to, beside what the access kit holds it to. */
@NullMarked
package org.safereturn.referralservice.input;

import org.jspecify.annotations.NullMarked;
