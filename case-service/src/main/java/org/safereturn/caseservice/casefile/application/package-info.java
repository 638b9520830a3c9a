/** What an officer or a message wants of a case file: load, decide, store. */
@NullMarked
package org.safereturn.caseservice.casefile.application;

import org.jspecify.annotations.NullMarked;
