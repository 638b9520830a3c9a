package org.safereturn.monitoringservice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.stats.v1.MonitoringVisitRecorded;
import org.safereturn.stats.v1.VisitState;

/** Monitoring visits of one case. */
class VisitsBindingTest extends StatisticsBinding {

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        return IntStream.rangeClosed(1, 3).<SpecificRecord>mapToObj(number -> MonitoringVisitRecorded.newBuilder()
                .setStatRef(peer().statRef(caseRef)).setStatVersion(number).setReportingCountry("TH")
                .setHostCountry("KH").setOriginCountry("TH").setOccurredAt(Instant.parse("2026-11-02T02:00:00Z"))
                .setVisitNumber(number).setState(VisitState.DONE).setDueOn(LocalDate.of(2026, 11, number))
                .setRiskRaised(false).setTraffickedAgain(false).build()).toList();
    }

    @Override
    protected int applied(String caseRef) {
        return journey(peer().statRef(caseRef)).stream().mapToInt(each -> each.visits().size()).sum();
    }
}
