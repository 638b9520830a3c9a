/** Officers of both countries who read pages, click and type: whole journeys as people play them. */
@NullMarked
package org.safereturn.systemtests.officers;

import org.jspecify.annotations.NullMarked;
