/** Tests of the audit trail. */
@NullMarked
package org.safereturn.access.audit;

import org.jspecify.annotations.NullMarked;
