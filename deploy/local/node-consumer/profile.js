'use strict';

/*
 * The signing and sealing profile (schemas/events/PROFILE.md) with Node's own cryptography. Written from that page; it
 * knows no other code of the repository.
 */

const crypto = require('crypto');

class CannotOpen extends Error {}

const SIGNED = /^ce_/;
const LONGEST_HEADER = 256;
const LONGEST_SIGNATURE = 1024;
const LARGEST = 1048576;
const CASE_KEY = 'org.safereturn.exchange.v1.CaseKeyIssued';

function base64url(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) {
    throw new CannotOpen('not base64url');
  }
  return Buffer.from(text, 'base64url');
}

function netstring(content) {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from(`${bytes.length}:`), bytes, Buffer.from(',')]);
}

/** The bytes that a signature covers. Headers are an object of buffers; a tombstone has an empty value. */
function signedContent({ topic, key, headers, value }) {
  const parts = [['topic', topic], ['key', key]];
  for (const name of Object.keys(headers).filter((each) => SIGNED.test(each)).sort()) {
    parts.push([name, headers[name]]);
  }
  parts.push(['sha256', crypto.createHash('sha256').update(value).digest()]);
  return Buffer.concat(parts.flat().map(netstring));
}

/** What a signature is worth under the keys of a JWK set: valid, missing-signature or bad-signature. */
function verify(message, peers) {
  const signature = message.headers.sr_signature;
  if (signature === undefined || signature.length === 0) {
    return 'missing-signature';
  }
  const parts = signature.toString('latin1').split('.');
  if (signature.length > LONGEST_SIGNATURE || parts.length !== 3 || parts[1] !== '') {
    return 'bad-signature';
  }
  try {
    const header = JSON.parse(base64url(parts[0]).toString());
    if (header.alg !== 'EdDSA' || !Object.keys(header).every((name) => ['alg', 'kid', 'typ'].includes(name))) {
      return 'bad-signature';
    }
    const key = peers.keys.find((each) => each.kid === header.kid && each.crv === 'Ed25519');
    const country = key === undefined ? '' : key.ministry.toLowerCase();
    if (key === undefined || !message.topic.startsWith(`${country}.`)
        || !String(message.headers.ce_source).startsWith(`urn:safereturn:${country}:`)) {
      return 'bad-signature';
    }
    const input = `${parts[0]}.${signedContent(message).toString('base64url')}`;
    const publicKey = crypto.createPublicKey({ key: { kty: 'OKP', crv: key.crv, x: key.x }, format: 'jwk' });
    return crypto.verify(null, Buffer.from(input), publicKey, base64url(parts[2])) ? 'valid' : 'bad-signature';
  } catch (error) {
    return 'bad-signature';
  }
}

/** The five parts of a compact JWE, whose header must have these parameters. */
function jwe(text, expected) {
  const parts = text.split('.');
  if (parts.length !== 5) {
    throw new CannotOpen('no JWE');
  }
  let header;
  try {
    header = JSON.parse(base64url(parts[0]).toString());
  } catch (error) {
    throw new CannotOpen('no JWE');
  }
  for (const [name, value] of Object.entries({ ...expected, enc: 'A256GCM', crit: undefined, zip: undefined })) {
    if (header[name] !== value) {
      throw new CannotOpen(`another ${name} than expected`);
    }
  }
  const [aad, wrapped, iv, ciphertext, tag] = [Buffer.from(parts[0]), ...parts.slice(1).map(base64url)];
  return { header, aad, wrapped, iv, ciphertext, tag };
}

function decrypt({ aad, iv, ciphertext, tag }, key) {
  try {
    if (iv.length !== 12 || tag.length !== 16) {
      throw new CannotOpen('no A256GCM');
    }
    const cipher = crypto.createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 });
    cipher.setAAD(aad);
    cipher.setAuthTag(tag);
    return Buffer.concat([cipher.update(ciphertext), cipher.final()]);
  } catch (error) {
    throw new CannotOpen('the tag does not fit');
  }
}

function uint32(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

/** The case key out of a wrapped key, with the private wrapping key of the ministry as JWK. */
function unwrap(wrappedKey, keyId, wrapping) {
  const parts = jwe(wrappedKey, { alg: 'ECDH-ES+A256KW', 'case-key': keyId });
  let contentKey;
  try {
    const { kty, crv, x } = parts.header.epk;
    const secret = crypto.diffieHellman({
      privateKey: crypto.createPrivateKey({ key: wrapping, format: 'jwk' }),
      publicKey: crypto.createPublicKey({ key: { kty, crv, x }, format: 'jwk' }),
    });
    const algorithm = Buffer.from('ECDH-ES+A256KW');
    const keyEncryptionKey = crypto.createHash('sha256').update(Buffer.concat([uint32(1), secret,
      uint32(algorithm.length), algorithm, uint32(0), uint32(0), uint32(256)])).digest();
    const unwrapping = crypto.createDecipheriv('id-aes256-wrap', keyEncryptionKey, Buffer.alloc(8, 0xa6));
    contentKey = Buffer.concat([unwrapping.update(parts.wrapped), unwrapping.final()]);
  } catch (error) {
    throw new CannotOpen('wrapped for somebody else, or changed');
  }
  const key = decrypt(parts, contentKey);
  if (key.length !== 32) {
    throw new CannotOpen('not 256 bit');
  }
  return key;
}

/** The bytes in a sealed part: a record of this type in the wire format. */
function open(part, { caseKey, keyId, caseRef, type }) {
  const parts = jwe(part.jwe, { alg: 'dir', kid: keyId, typ: type, case: caseRef });
  if (part.keyId !== keyId || parts.wrapped.length !== 0) {
    throw new CannotOpen('sealed under another key');
  }
  return decrypt(parts, caseKey);
}

/** The statistical reference of a case. */
function statRef(caseRef, statisticsKey) {
  return crypto.createHmac('sha256', statisticsKey).update(caseRef).digest('base64url');
}

function header(message, name) {
  const value = message.headers[name];
  return value === undefined || value.length === 0 || value.length > LONGEST_HEADER ? undefined : value.toString();
}

/** The topic's entry in topics.yaml with its country, or undefined. */
function entryOf(topic, catalogue) {
  const [country, audience, entity, version] = topic.split('.');
  const entry = catalogue.topics.find((each) => each.audience === audience && each.entity === entity
    && `v${each.major}` === version);
  return entry === undefined ? undefined : { ...entry, country: country.toUpperCase() };
}

/** Times as milliseconds and days as midnight, of a record and of the records in it, by the writer's schema. */
function* times(schema, value) {
  if (value === null || value === undefined || typeof schema !== 'object') {
    return;
  }
  if (Array.isArray(schema)) {
    for (const branch of schema) {
      yield* times(branch, value);
    }
  } else if (schema.logicalType === 'timestamp-millis') {
    yield Number(value);
  } else if (schema.logicalType === 'date') {
    yield Number(value) * 86400000;
  } else if (schema.type === 'record') {
    for (const field of schema.fields) {
      yield* times(field.type, value[field.name]);
    }
  } else if (schema.type === 'array' && Array.isArray(value)) {
    for (const each of value) {
      yield* times(schema.items, each);
    }
  } else if (typeof schema.type === 'object') {
    yield* times(schema.type, value);
  }
}

/** The schema with every type that is named a second time written out, so that it can be walked. */
function expanded(schema, named = {}) {
  if (typeof schema === 'string') {
    return named[schema] || schema;
  }
  if (Array.isArray(schema)) {
    return schema.map((branch) => expanded(branch, named));
  }
  if (schema.type === 'record') {
    const copy = { ...schema };
    const space = schema.namespace || named['']; // an inner type without a namespace is of the outer one's
    const inner = Object.assign(Object.create(named), { '': space });
    copy.fields = schema.fields.map((field) => ({ ...field, type: expanded(field.type, inner) }));
    for (const [name, type] of Object.entries(inner)) {
      if (name !== '') {
        named[name] = type;
      }
    }
    named[schema.name] = copy;
    named[`${space}.${schema.name}`] = copy;
    return copy;
  }
  return schema.type === 'array' ? { ...schema, items: expanded(schema.items, named) } : schema;
}

/**
 * What a reader answers a message: 'accepted', 'erases-key', 'passed-over' or the code of a dead letter. The reader has
 * its country (or JOINT), service, peers, catalogue (topics.yaml), clock, knows(type) and decode(value), which gives
 * { schema, body } or the code 'poison-bytes' or 'unknown-schema'.
 */
function answer(message, reader) {
  const size = Object.entries(message.headers).reduce((sum, [name, value]) => sum + name.length + value.length,
    message.value.length);
  if (size > LARGEST) {
    return 'oversize';
  }
  const entry = entryOf(message.topic, reader.catalogue);
  const consumer = entry && entry.consumers.find((each) => each.service === reader.service);
  if (!consumer || !consumer.reads.includes(entry.country === reader.country ? 'OWN' : 'PEER')) {
    return 'unexpected-topic';
  }
  const verdict = verify(message, reader.peers);
  if (verdict !== 'valid') {
    return verdict;
  }
  const required = ['ce_id', 'ce_type', 'ce_subject'];
  const source = /^urn:safereturn:([a-z]{2}):([a-z][a-z0-9-]*)$/.exec(header(message, 'ce_source') || '');
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(header(message, 'ce_time') || '')
    ? Date.parse(header(message, 'ce_time')) : NaN;
  if (!required.every((name) => header(message, name) !== undefined) || header(message, 'ce_specversion') !== '1.0'
      || !/^[0-9]*[1-9][0-9]*$/.test(header(message, 'ce_sequence') || '') || Number.isNaN(time) || source === null
      || source[2] !== entry.producer) {
    return 'bad-metadata';
  }
  const sender = source[1].toUpperCase();
  const recipient = header(message, 'ce_recipient');
  if (reader.country !== 'JOINT' && sender !== reader.country
      && (recipient === undefined ? entry.audience === 'exchange' : recipient !== reader.country)) {
    return 'wrong-recipient';
  }
  const type = header(message, 'ce_type');
  if (!reader.knows(type)) {
    return 'passed-over';
  }
  const carried = entry.records.find((each) => each.record === type);
  if (carried === undefined) {
    return 'wrong-type';
  }
  if (message.value.length === 0 && type === CASE_KEY) {
    return 'erases-key';
  }
  const decoded = reader.decode(message.value);
  if (typeof decoded === 'string') {
    return decoded;
  }
  const { schema, body } = decoded;
  if (`${schema.namespace}.${schema.name}` !== type) {
    return 'wrong-type';
  }
  const reference = (carried.key || [entry.key]).map((field) => body[field]).join('|');
  if (message.key !== reference || header(message, 'ce_subject') !== message.key) {
    return 'wrong-subject';
  }
  const { hostCountry, originCountry, actor } = body;
  const sides = hostCountry !== undefined && originCountry !== undefined;
  const other = sender === hostCountry ? originCountry : hostCountry;
  if (!reader.catalogue.sides[carried.from].some((field) => body[field] === sender)
      || (actor !== undefined && actor.ministry !== sender)
      || (sides && (hostCountry === originCountry || (sender !== hostCountry && sender !== originCountry)))) {
    return 'wrong-sender';
  }
  if (sides && recipient !== undefined && recipient !== other) {
    return 'wrong-recipient';
  }
  const earliest = Date.parse(`${reader.catalogue.times.earliest}T00:00:00Z`);
  const latest = Date.parse(`${reader.catalogue.times.latest}T00:00:00Z`) + 86400000;
  const ahead = reader.clock + days(reader.catalogue.times.ahead);
  const possible = [time, ...times(expanded(schema), body)].every((each) => each >= earliest && each < latest);
  const happened = body.occurredAt === undefined ? time : Number(body.occurredAt);
  return possible && time <= ahead && happened <= ahead ? 'accepted' : 'time-out-of-bounds';
}

/** A duration of whole days, as topics.yaml has it. */
function days(duration) {
  return Number(/^P(\d+)D$/.exec(duration)[1]) * 86400000;
}

module.exports = { CannotOpen, answer, open, signedContent, statRef, unwrap, verify };
