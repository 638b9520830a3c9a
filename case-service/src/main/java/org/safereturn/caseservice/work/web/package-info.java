/** Open work over HTTP. */
@NullMarked
package org.safereturn.caseservice.work.web;

import org.jspecify.annotations.NullMarked;
