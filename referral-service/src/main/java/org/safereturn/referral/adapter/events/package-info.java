/** Between the models and the topics: what is published, what is taken in, what is sealed. */
@NullMarked
package org.safereturn.referral.adapter.events;

import org.jspecify.annotations.NullMarked;
