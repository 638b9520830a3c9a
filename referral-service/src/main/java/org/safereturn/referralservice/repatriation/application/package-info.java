/** What can be done with a repatriation, one class per use case. */
@NullMarked
package org.safereturn.referralservice.repatriation.application;

import org.jspecify.annotations.NullMarked;
