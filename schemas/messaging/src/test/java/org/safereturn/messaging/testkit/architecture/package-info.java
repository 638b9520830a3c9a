/** What must stay true of the code of every module, written once; the samples beside it prove that each rule bites. */
@NullMarked
package org.safereturn.messaging.testkit.architecture;

import org.jspecify.annotations.NullMarked;
