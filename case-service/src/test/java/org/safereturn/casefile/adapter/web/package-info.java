/** What HTTP shows of a case. */
@NullMarked
package org.safereturn.casefile.adapter.web;

import org.jspecify.annotations.NullMarked;
