/** A web that breaks the rules. */
@NullMarked
package org.safereturn.referralservice.architecture.sample.web;

import org.jspecify.annotations.NullMarked;
