/** The work with a person who may testify: how far it is and what may come next; pure Java. */
@NullMarked
package org.safereturn.caseservice.witness.model;

import org.jspecify.annotations.NullMarked;
