/** Tests of the keys of names in the document store. */
@NullMarked
package org.safereturn.caseservice.names.mongo;

import org.jspecify.annotations.NullMarked;
