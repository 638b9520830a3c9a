package org.safereturn.caseservice.running;

import java.util.List;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.caseservice.casefile.model.Stage;
import org.safereturn.exchange.v1.Purpose;

/** The other country merged the case into another one; only the host may say so. */
class MergeBindingTest extends CaseBindingContract {

    @Override
    protected String topic() {
        return peer().topic("exchange", "consent");
    }

    @Override
    protected boolean keepsOrder() {
        return true;
    }

    @Override
    protected List<SpecificRecord> events(String caseRef) {
        return List.of(asOrigin(caseRef).merged(new UUID(1, 2)), asOrigin(caseRef).consents(Purpose.RETURN),
                asOrigin(caseRef).withdrawn(Purpose.RETURN));
    }

    @Override
    protected int applied(String caseRef) {
        return file(caseRef).map(file -> (file.stage() == Stage.DUPLICATE_MERGED ? 1 : 0)
                + (file.consents().isEmpty() ? 0 : 1) + file.withdrawals().size()).orElse(0);
    }
}
