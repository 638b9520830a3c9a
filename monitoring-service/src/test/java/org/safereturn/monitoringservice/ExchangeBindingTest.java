package org.safereturn.monitoringservice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.JourneyFixtures;

class ExchangeBindingTest extends MonitoringBinding {

    private static final Set<String> OF_ORIGIN = Set.of("DeliveryReceipt", "ReferralReceived", "ReferralAccepted");

    @Override
    protected String topic() {
        return peer().topic("exchange", "referral");
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        // This seed gives a journey without a round of completion.
        return JourneyFixtures.journey(UUID.fromString(caseRef), peer().statRef(caseRef), new Direction("KH", "TH"),
                Instant.parse("2026-11-02T02:00:00Z"), Duration.ofHours(1), JourneyFixtures.Until.ACCEPTED,
                new Random(1)).stream()
                .<SpecificRecord>map(JourneyFixtures.Sent::body)
                .filter(each -> OF_ORIGIN.contains(each.getSchema().getName()))
                .limit(3)
                .toList();
    }

    @Override
    protected int applied(String caseRef) {
        return journey(peer().statRef(caseRef)).stream().mapToInt(each -> each.milestones().size()).sum();
    }
}
