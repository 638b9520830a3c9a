/** The papers that both countries exchange by: which form in which version a fact was recorded on, and what a ministry knows of it. */
@NullMarked
package org.safereturn.messaging.form;

import org.jspecify.annotations.NullMarked;
