package org.safereturn.monitoringservice;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.stats.v1.CareAnswersRecorded;

/** Which special needs the results of one case answered, one more with each version. */
class CareAnswersBindingTest extends StatisticsBinding {

    private static final List<CareFlag> FLAGS = List.of(CareFlag.ELDERLY, CareFlag.DISABILITY, CareFlag.CHRONIC_CONDITION);

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        return IntStream.rangeClosed(1, FLAGS.size()).<SpecificRecord>mapToObj(version -> CareAnswersRecorded.newBuilder()
                .setStatRef(peer().statRef(caseRef)).setStatVersion(version).setReportingCountry("TH").setHostCountry("TH")
                .setOriginCountry("KH").setOccurredAt(Instant.parse("2026-11-02T02:00:00Z")).setResultVersion(version)
                .setCareFlags(FLAGS).setAnswered(FLAGS.subList(0, version)).build()).toList();
    }

    @Override
    protected int applied(String caseRef) {
        return journey(peer().statRef(caseRef)).stream().mapToInt(each -> each.answeredCareFlags().size()).sum();
    }

    @Override
    protected int appliedWithoutTheSecond() {
        return FLAGS.size();
    }
}
