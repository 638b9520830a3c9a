'use strict';

/*
 * Answers every test vector of the signing and sealing profile and says where the answer is another one than the vector's.
 * Usage: node vectors.js [folder of the contract, with topics.yaml and vectors]
 */

const fs = require('fs');
const path = require('path');
const avro = require('avsc');
const yaml = require('yaml');
const profile = require('./profile');

const contract = process.argv[2] || path.join(__dirname, '../../../schemas/events/src/main/resources');
const read = (file) => JSON.parse(fs.readFileSync(path.join(contract, 'vectors', file), 'utf8'));
const bytes = (text) => Buffer.from(text, 'base64url');

const keys = read('keys.json');
const records = read('records.json');
const catalogue = yaml.parse(fs.readFileSync(path.join(contract, 'topics.yaml'), 'utf8'));
const caseKey = (kid) => bytes(keys.caseKeys.find((key) => key.kid === kid).k);
const types = new Map(Object.entries(records.schemas).map(([id, schema]) =>
  [Number(id), { schema, type: avro.Type.forSchema(schema) }]));
const known = new Set([...catalogue.topics.flatMap((topic) => topic.records), ...catalogue.sealedContents]
  .map((each) => each.record));

/** A record in the wire format, whose bytes end with it. */
function decode(value) {
  if (value.length < 5 || value[0] !== 0) {
    return 'poison-bytes';
  }
  const found = types.get(value.readUInt32BE(1));
  if (found === undefined) {
    return 'unknown-schema';
  }
  try {
    const { value: body, offset } = found.type.decode(value, 5);
    return offset === value.length ? { schema: found.schema, body } : 'poison-bytes';
  } catch (error) {
    return 'poison-bytes';
  }
}

let count = 0;
const wrong = [];

function expect(file, name, given, wanted) {
  count += 1;
  if (given !== wanted) {
    wrong.push(`${file}: ${name}: ${given} instead of ${wanted}`);
  }
}

/** What an attempt gives, or 'closed' when it cannot be opened. */
function opened(attempt) {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof profile.CannotOpen) {
      return 'closed';
    }
    throw error;
  }
}

for (const vector of records.records) {
  const headers = Object.fromEntries(Object.entries(vector.headers).map(([name, text]) => [name, Buffer.from(text)]));
  const message = { topic: vector.topic, key: vector.key, headers, value: bytes(vector.value) };
  expect('records.json', vector.name, profile.answer(message, {
    country: records.reader,
    service: records.service,
    peers: keys.peers,
    catalogue,
    clock: Date.parse(records.now),
    knows: (type) => known.has(type),
    decode,
  }), vector.answer);
  if (vector.signed !== undefined) {
    expect('records.json', `${vector.name}, what is signed`, profile.signedContent(message).toString('base64url'), vector.signed);
  }
}

for (const vector of read('case-keys.json')) {
  expect('case-keys.json', vector.name, opened(() => profile.unwrap(vector.wrapped, vector.keyId,
    keys.ministries[vector.for].wrapping).toString('hex')), vector.opens ? caseKey(vector.keyId).toString('hex') : 'closed');
}

for (const vector of read('sealed-parts.json')) {
  expect('sealed-parts.json', vector.name, opened(() => {
    const content = profile.open({ keyId: vector.keyId, jwe: vector.jwe },
      { caseKey: caseKey(vector.caseKey), keyId: vector.caseKey, caseRef: vector.caseRef, type: vector.type });
    const decoded = decode(content);
    if (typeof decoded === 'string' || `${decoded.schema.namespace}.${decoded.schema.name}` !== vector.type) {
      throw new profile.CannotOpen('no such record inside');
    }
    return JSON.stringify([content.toString('base64url'), decoded.body]);
  }), vector.opens ? JSON.stringify([vector.content, vector.record]) : 'closed');
}

for (const vector of read('references.json')) {
  expect('references.json', vector.caseRef, profile.statRef(vector.caseRef, bytes(keys.stat.k)), vector.statRef);
}

wrong.forEach((line) => process.stdout.write(`${line}\n`));
process.stdout.write(`${count} answers, ${wrong.length} of them wrong\n`);
process.exit(wrong.length === 0 && count > 0 ? 0 : 1);
