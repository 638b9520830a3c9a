package org.safereturn.local;

import java.util.Locale;

/** Every address of the system. All of them are on 127.0.0.1. */
public enum Endpoint {
    KAFKA(9092, "Kafka broker"),
    KAFKA_CONTROLLER(9093, "Kafka controller"),
    REGISTRY(8081, "schema registry"),
    REGISTRY_MANAGEMENT(9000, "schema registry's management"),
    IDENTITY(8090, "identity provider"),
    STORE_KH(27101, "document store of Cambodia"),
    STORE_TH(27201, "document store of Thailand"),
    STORE_JOINT(27301, "document store of the joint view"),
    KH_CASE(8101, "case service of Cambodia"),
    KH_TRACING(8102, "tracing service of Cambodia"),
    KH_REFERRAL(8103, "referral service of Cambodia"),
    TH_CASE(8201, "case service of Thailand"),
    TH_TRACING(8202, "tracing service of Thailand"),
    TH_REFERRAL(8203, "referral service of Thailand"),
    MONITORING(8300, "joint monitoring service");

    private final int usualPort;
    private final String title;

    Endpoint(int usualPort, String title) {
        this.usualPort = usualPort;
        this.title = title;
    }

    /** The port that is used when nobody asks for another. */
    public int usualPort() {
        return usualPort;
    }

    /** What stands behind the port, in words. */
    public String title() {
        return title;
    }

    /** The name in options, log files and process names, such as {@code kh-case}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The environment variable that moves the port, such as {@code SAFERETURN_PORT_KH_CASE}. */
    String variable() {
        return "SAFERETURN_PORT_" + name();
    }
}
