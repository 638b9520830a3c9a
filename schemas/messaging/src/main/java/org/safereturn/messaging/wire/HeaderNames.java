package org.safereturn.messaging.wire;

/** Names of the record headers: CloudEvents 1.0 in binary mode, the signature, and what a dead letter adds. */
public final class HeaderNames {

    /** All headers with this prefix are covered by the signature. */
    public static final String SIGNED_PREFIX = "ce_";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String TIME = "ce_time";
    public static final String SUBJECT = "ce_subject";
    public static final String SEQUENCE = "ce_sequence";
    public static final String CORRELATION_ID = "ce_correlationid";
    public static final String CAUSATION_ID = "ce_causationid";
    public static final String RECIPIENT = "ce_recipient";
    public static final String STAT_REF = "ce_statref";
    public static final String CONTENT_TYPE = "content-type";
    public static final String SIGNATURE = "sr_signature";
    public static final String DLQ_PREFIX = "sr_dlq_";
    public static final String DLQ_REASON = "sr_dlq_reason";
    public static final String DLQ_RULE = "sr_dlq_rule";
    public static final String DLQ_TOPIC = "sr_dlq_topic";
    public static final String DLQ_PARTITION = "sr_dlq_partition";
    public static final String DLQ_OFFSET = "sr_dlq_offset";
    public static final String DLQ_TIME = "sr_dlq_time";

    private HeaderNames() {
    }
}
