/** Reading a case of another unit for a time: asking, granting, ending and acknowledging. */
@NullMarked
package org.safereturn.caseservice.temporaryaccess;

import org.jspecify.annotations.NullMarked;
