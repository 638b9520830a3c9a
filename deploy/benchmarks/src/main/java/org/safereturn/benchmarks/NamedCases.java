package org.safereturn.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.bson.Document;
import org.safereturn.access.input.NameForms;
import org.safereturn.access.names.Birth;
import org.safereturn.access.names.Described;
import org.safereturn.access.names.Lookalikes;
import org.safereturn.access.time.PartialDay;
import org.safereturn.benchmarks.MadeUpPersons.MadeUp;
import org.safereturn.caseservice.names.application.NameIndex;
import org.safereturn.caseservice.names.application.NameIndex.Named;
import org.safereturn.caseservice.names.application.NameKeys;
import org.safereturn.caseservice.names.mongo.MongoNameIndex;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.local.Endpoint;
import org.safereturn.local.Settings;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeyWrapping;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.referral.v1.ReferralContent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Puts cases of made-up persons into the stores of Cambodia past the APIs: a copy of a real case's file with the person sealed
 * under a key of its own, that key, and the keys of the names as the case service keeps them.
 */
final class NamedCases implements AutoCloseable {

    private static final int AT_ONCE = 500;
    /** Before the content, the format and the number of its schema in the registry. */
    private static final int PREFIX = 5;
    private static final String CONTENT = ReferralContent.class.getName();
    private static final String DATABASE = "kh_case";

    private final MongoClient client;
    private final MongoCollection<Document> cases;
    private final MongoCollection<Document> caseKeys;
    private final NameIndex index;
    private final NameKeys nameKeys;
    private final CaseKeyWrapping wrapping;
    private final Document template;
    private final byte[] opened;
    private final ReferralContent person;
    private int made;

    /** After the real case with this reference. */
    NamedCases(Settings settings, String like) {
        MinistryKeys keys = MinistryKeys.load(settings.keys().resolve("kh"));
        client = MongoClients.create("mongodb://127.0.0.1:" + settings.port(Endpoint.STORE_KH));
        cases = client.getDatabase(DATABASE).getCollection("cases");
        caseKeys = client.getDatabase("kh_keys").getCollection("case_keys");
        index = new MongoNameIndex(client.getDatabase(DATABASE));
        nameKeys = new NameKeys(keys.storage().orElseThrow());
        wrapping = new CaseKeyWrapping(keys);
        template = found(cases, like);
        Document key = found(caseKeys, like);
        Document identity = template.get("state", Document.class).get("identity", Document.class);
        opened = Sealing.open(wrapping.unwrap(key.getString("keyId"), key.getString("wrapped")), like,
                new Sealed(identity.getString("keyId"), identity.getString("jwe")), CONTENT);
        person = read(opened);
    }

    private static Document found(MongoCollection<Document> collection, String id) {
        return Objects.requireNonNull(Mono.from(collection.find(Filters.eq("_id", id)).first()).block(),
                "The case that an officer opened is not in the store");
    }

    /** A case with all that is stored of it. */
    private record Made(Document file, Document key, Named named) {
    }

    /** Makes as many cases as are missing until there are this many. */
    void growTo(int persons) {
        InsertManyOptions inAnyOrder = new InsertManyOptions().ordered(false);
        for (int from = made; from < persons; from += AT_ONCE) {
            List<Made> some = IntStream.range(from, Math.min(persons, from + AT_ONCE)).parallel().mapToObj(this::made).toList();
            Mono.from(cases.insertMany(some.stream().map(Made::file).toList(), inAnyOrder))
                    .then(Mono.from(caseKeys.insertMany(some.stream().map(Made::key).toList(), inAnyOrder)))
                    .thenMany(Flux.fromIterable(some).flatMap(each -> index.put(each.named()), AT_ONCE)).blockLast();
        }
        made = Math.max(made, persons);
    }

    private Made made(int number) {
        String caseRef = reference(number);
        MadeUp madeUp = MadeUpPersons.of(number);
        CaseKey key = new CaseKey("made-" + number, secret());
        Sealed sealed = Sealing.seal(key, caseRef, CONTENT, content(madeUp));
        Document file = GrownStores.copy(template, template.getString("_id"), caseRef);
        file.get("state", Document.class).append("identity", new Document("keyId", sealed.keyId()).append("jwe", sealed.jwe()));
        return new Made(file, new Document("_id", caseRef).append("keyId", key.id()).append("wrapped", wrapping.wrap(key)),
                new Named(caseRef, template.get("version", Number.class).longValue(), nameKeys.madeBy(),
                        Set.copyOf(nameKeys.of(forms(madeUp)).values())));
    }

    /** The reference of a made case; they begin with all characters alike, as real ones do. */
    static String reference(int number) {
        return UUID.nameUUIDFromBytes(new byte[] {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8),
            (byte) number}).toString();
    }

    /** What the case service makes keys of. */
    private static Set<String> forms(MadeUp madeUp) {
        Described said = new Described(madeUp.names(), List.of(), Birth.of(PartialDay.exact(madeUp.born())),
                madeUp.female() ? Described.Sex.FEMALE : Described.Sex.MALE);
        return Stream.concat(NameForms.kept(madeUp.names()).stream(), Lookalikes.kept(said).stream()).collect(Collectors.toSet());
    }

    private byte[] content(MadeUp madeUp) {
        ReferralContent content = ReferralContent.newBuilder(person).setNameOwnScript(madeUp.ownScript())
                .setNameRomanised(madeUp.romanised()).setNicknames(new ArrayList<>()).setAliases(new ArrayList<>())
                .setDateOfBirth(madeUp.born()).setSex(madeUp.female() ? Sex.FEMALE : Sex.MALE).build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(opened, 0, PREFIX);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<>(ReferralContent.class).write(content, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static ReferralContent read(byte[] opened) {
        try {
            return new SpecificDatumReader<>(ReferralContent.class).read(null,
                    DecoderFactory.get().binaryDecoder(opened, PREFIX, opened.length - PREFIX, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SecretKey secret() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(256);
            return generator.generateKey();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("No AES", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
