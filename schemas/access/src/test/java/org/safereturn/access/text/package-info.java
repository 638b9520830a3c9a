@NullMarked
package org.safereturn.access.text;

import org.jspecify.annotations.NullMarked;
