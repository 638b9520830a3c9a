package org.safereturn.monitoringservice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.stats.v1.DeadlineBreached;
import org.safereturn.work.v1.DeadlineTimer;

/** Which rounds of one referral were opened too late, one more with each. */
class DeadlinesBindingTest extends StatisticsBinding {

    @Override
    protected String topic() {
        return peer().topic("stats", "deadline");
    }

    @Override
    protected String key(String caseRef) {
        return peer().statRef(caseRef) + "|" + DeadlineTimer.T_ACK;
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        return IntStream.rangeClosed(1, 3).<SpecificRecord>mapToObj(round -> DeadlineBreached.newBuilder()
                .setStatRef(peer().statRef(caseRef)).setStatVersion(round).setReportingCountry("TH").setHostCountry("KH")
                .setOriginCountry("TH").setOccurredAt(Instant.parse("2026-11-02T02:00:00Z")).setTimer(DeadlineTimer.T_ACK)
                .setStep(round).setDueOn(LocalDate.of(2026, 11, 1)).setDaysOver(1).setSuspendedDays(0).build()).toList();
    }

    @Override
    protected int applied(String caseRef) {
        return journey(peer().statRef(caseRef)).stream().mapToInt(each -> each.breaches().size()).sum();
    }

    @Override
    protected int appliedWithoutTheSecond() {
        return 2;
    }
}
