package org.safereturn.messaging;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether the service belongs to a ministry, and not to the joint monitoring view. */
final class OwnMinistry implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !"JOINT".equals(context.getEnvironment().getProperty("safereturn.country"));
    }
}
