/** Classes that break the rules, each on purpose. */
@NullMarked
package org.safereturn.referralservice.architecture.sample;

import org.jspecify.annotations.NullMarked;
