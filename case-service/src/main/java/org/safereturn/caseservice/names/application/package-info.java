/** By which names cases are found: kept as keys that only this ministry can make. */
@NullMarked
package org.safereturn.caseservice.names.application;

import org.jspecify.annotations.NullMarked;
