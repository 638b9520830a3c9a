/** Whether two descriptions may be of one person: names across Khmer, Thai and Latin letters, birth and sex. Nothing decides. */
@NullMarked
package org.safereturn.access.names;

import org.jspecify.annotations.NullMarked;
