package org.safereturn.access.operation;

import org.safereturn.access.audit.AuditTrailAutoConfiguration;
import org.safereturn.messaging.inbox.Redelivery;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Import;

/** The endpoints for operators of a service that reads records. */
@AutoConfiguration(after = AuditTrailAutoConfiguration.class,
        afterName = "org.safereturn.messaging.MessagingAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(Redelivery.class)
@Import(DeadLetterController.class)
public final class OperationAutoConfiguration {}
