'use strict';

/*
 * Reads every exchange and statistics topic of the given countries from the beginning, decodes each message through the
 * schema registry and prints one JSON line for it, then one summary line. With keys it also checks each signature, takes
 * case keys and opens what they open (PROFILE.md of the contract). Sealed parts are never printed, open or closed.
 */

const fs = require('fs');
const path = require('path');
const { Kafka, logLevel } = require('kafkajs');
const { SchemaRegistry } = require('@kafkajs/confluent-schema-registry');
const yaml = require('yaml');
const profile = require('./profile');

const USAGE = `Usage: node consume.js [options]

  --client <file>             settings of a principal, as deploy/up writes them; default $SAFERETURN_CLIENT
  --brokers <host:port,...>   default those of the file, else $SAFERETURN_BROKERS or 127.0.0.1:9092
  --registry <url>            Confluent-compatible API; default $SAFERETURN_REGISTRY or http://127.0.0.1:8081/apis/ccompat/v7
  --countries <code,...>      default $SAFERETURN_COUNTRIES or kh,th
  --keys <directory>          peers.jwks checks signatures, wrapping.jwk opens; default $SAFERETURN_KEYS or no keys
  --contract <directory>      with topics.yaml, to open with keys; default that of the checkout
  --idle <seconds>            ends after so many seconds without a message; default $SAFERETURN_IDLE or 5
  --limit <seconds>           gives up after so many seconds; default 600
  --quiet                     prints the summary only
`;

class Unusable extends Error {}

/** A file of settings for Kafka's own clients, one name=value a line. */
function clientFile(path) {
  const found = {};
  for (const line of read(path).split('\n')) {
    const equals = line.indexOf('=');
    if (equals > 0) {
      found[line.slice(0, equals)] = line.slice(equals + 1);
    }
  }
  return found;
}

/** Who this is and whom it trusts; the file of a principal holds its private key and its certificate. */
function tls(client) {
  if (client['security.protocol'] !== 'SSL') {
    return false;
  }
  const identity = read(client['ssl.keystore.location']);
  return { ca: read(client['ssl.truststore.location']), key: identity, cert: identity };
}

function read(path) {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch (error) {
    throw new Unusable(`${path} cannot be read (${error.code}).`);
  }
}

function settings(args, env) {
  const found = {
    client: env.SAFERETURN_CLIENT || '',
    brokers: '',
    registry: env.SAFERETURN_REGISTRY || 'http://127.0.0.1:8081/apis/ccompat/v7',
    countries: env.SAFERETURN_COUNTRIES || 'kh,th',
    keys: env.SAFERETURN_KEYS || '',
    contract: path.join(__dirname, '../../../schemas/events/src/main/resources'),
    idle: env.SAFERETURN_IDLE || '5',
    limit: '600',
    quiet: false,
  };
  for (let i = 0; i < args.length; i += 1) {
    const name = args[i].replace(/^--/, '');
    if (name === 'help') {
      process.stdout.write(USAGE);
      process.exit(0);
    } else if (name === 'quiet') {
      found.quiet = true;
    } else if (args[i].startsWith('--') && name in found && i + 1 < args.length) {
      i += 1;
      found[name] = args[i];
    } else {
      throw new Unusable(`I do not understand ${args[i]}.\n\n${USAGE}`);
    }
  }
  const seconds = (name) => {
    const value = Number(found[name]);
    if (!(value > 0)) {
      throw new Unusable(`--${name} must be a number of seconds above 0.`);
    }
    return value * 1000;
  };
  const list = (text) => text.split(',').map((part) => part.trim()).filter((part) => part !== '');
  const countries = list(found.countries).map((country) => country.toLowerCase());
  for (const country of countries) {
    if (!/^[a-z]{2}$/.test(country)) {
      throw new Unusable(`${country} is not a country code.`);
    }
  }
  const client = found.client === '' ? {} : clientFile(found.client);
  return {
    brokers: list(found.brokers || client['bootstrap.servers'] || env.SAFERETURN_BROKERS || '127.0.0.1:9092'),
    ssl: tls(client),
    registry: found.registry.replace(/\/+$/, ''),
    countries,
    peers: found.keys === '' ? null : JSON.parse(read(path.join(found.keys, 'peers.jwks'))),
    wrapping: found.keys !== '' && fs.existsSync(path.join(found.keys, 'wrapping.jwk'))
      ? JSON.parse(read(path.join(found.keys, 'wrapping.jwk'))) : null,
    contract: found.contract,
    idle: seconds('idle'),
    limit: seconds('limit'),
    quiet: found.quiet,
  };
}

/** A decoded record without what only the two ministries may read; tells whether there was a sealed part. */
function visible(value) {
  if (Array.isArray(value)) {
    return value.map(visible);
  }
  if (value !== null && typeof value === 'object' && !(value instanceof Date)) {
    const copy = {};
    for (const [name, member] of Object.entries(value)) {
      if (name === 'sealed') {
        copy.sealed = member !== null;
      } else if (name !== 'wrappedKey') {
        copy[name] = visible(member);
      }
    }
    return copy;
  }
  return typeof value === 'bigint' ? value.toString() : value;
}

function header(message, name) {
  const value = message.headers && message.headers[name];
  return value === undefined ? null : value.toString();
}

/** The message as the profile names its parts; of headers with one name the last counts. */
function parts(topic, message) {
  const headers = {};
  for (const [name, value] of Object.entries(message.headers || {})) {
    headers[name] = Buffer.from(Array.isArray(value) ? value[value.length - 1] : value);
  }
  return { topic, key: message.key === null ? '' : message.key.toString(), headers, value: message.value || Buffer.alloc(0) };
}

/** Keeps the key of a case, if it was wrapped for this ministry. */
function keep(caseKeys, body, wrapping) {
  try {
    caseKeys.set(body.caseRef, { id: body.keyId, secret: profile.unwrap(body.wrappedKey, body.keyId, wrapping) });
  } catch (error) {
    if (!(error instanceof profile.CannotOpen)) {
      throw error;
    }
  }
}

/** Whether the sealed part of a record opens with the key of its case as a record of a known schema. */
async function opens({ body, type }, contents, key, registry) {
  try {
    const content = profile.open(body.sealed, {
      caseKey: key.secret, keyId: key.id, caseRef: body.caseRef, type: contents.get(type) });
    await registry.decode(content);
    return true;
  } catch (error) {
    return false;
  }
}

async function main() {
  const options = settings(process.argv.slice(2), process.env);
  const kafka = new Kafka({
    clientId: 'safe-return-node-consumer',
    brokers: options.brokers,
    ssl: options.ssl,
    connectionTimeout: 5000,
    requestTimeout: 20000,
    retry: { retries: 5 },
    logLevel: logLevel.ERROR,
    logCreator: () => () => undefined,
  });
  const registry = new SchemaRegistry({ host: options.registry, retry: { retries: 3 } });

  const admin = kafka.admin();
  await admin.connect();
  const wanted = new RegExp(`^(${options.countries.join('|')})\\.(exchange|stats)\\.[a-z0-9-]+\\.v[0-9]+$`);
  const topics = (await admin.listTopics()).filter((topic) => wanted.test(topic)).sort();
  if (topics.length === 0) {
    await admin.disconnect();
    throw new Unusable(`The broker shows no exchange or statistics topic of ${options.countries.join(', ')}.`);
  }
  // A group of its own for each run, so that every run begins at the first message and takes nothing from a service. Its
  // name begins as the auditor's must.
  const groupId = `trial.auditor.${process.pid}.${Date.now()}`;
  const consumer = kafka.consumer({ groupId, allowAutoTopicCreation: false, sessionTimeout: 15000 });
  const counts = new Map(topics.map((topic) => [topic, { messages: 0, tombstones: 0, failures: 0, types: {} }]));
  const caseKeys = new Map();
  const sealed = [];
  let unverified = 0;
  let last = Date.now();
  let joined = false;

  const crashed = new Promise((_, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) {
        reject(payload.error);
      }
    });
  });
  consumer.on(consumer.events.GROUP_JOIN, () => {
    joined = true;
    last = Date.now();
  });

  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message }) => {
      last = Date.now();
      const count = counts.get(topic);
      count.messages += 1;
      const line = {
        topic,
        partition,
        offset: message.offset,
        id: header(message, 'ce_id'),
        type: header(message, 'ce_type'),
        source: header(message, 'ce_source'),
        sequence: header(message, 'ce_sequence'),
        key: message.key === null ? null : message.key.toString(),
        signed: header(message, 'sr_signature') !== null,
      };
      const verdict = options.peers === null ? null : profile.verify(parts(topic, message), options.peers);
      if (verdict !== null) {
        line.signature = verdict;
        unverified += verdict === 'valid' ? 0 : 1;
      }
      if (message.value === null) {
        count.tombstones += 1;
        line.tombstone = true;
      } else {
        try {
          line.schemaId = message.value.length >= 5 ? message.value.readInt32BE(1) : null;
          const body = await registry.decode(message.value);
          line.body = visible(body);
          if (verdict === 'valid' && options.wrapping !== null) {
            if (body.wrappedKey !== undefined) {
              keep(caseKeys, body, options.wrapping);
            } else if (body.sealed) {
              sealed.push({ body, type: line.type });
            }
          }
          count.types[line.type] = (count.types[line.type] || 0) + 1;
        } catch (error) {
          // What could not be decoded is counted; its bytes may hold anything and are not shown.
          count.failures += 1;
          line.failure = error.name;
        }
      }
      if (!options.quiet) {
        process.stdout.write(`${JSON.stringify(line)}\n`);
      }
    },
  });

  const begun = Date.now();
  const idle = new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      const now = Date.now();
      if (joined && now - last >= options.idle) {
        clearInterval(timer);
        resolve();
      } else if (now - begun >= options.limit) {
        clearInterval(timer);
        reject(new Unusable(`The topics did not come to rest within ${options.limit / 1000} seconds.`));
      }
    }, 100);
  });
  try {
    await Promise.race([idle, crashed]);
  } finally {
    await consumer.disconnect();
    // The broker forgets an empty group by itself, so a failure to remove it is no failure of the reading.
    await admin.deleteGroups([groupId]).catch(() => undefined);
    await admin.disconnect();
  }

  const summary = { topics: Object.fromEntries(counts) };
  summary.messages = [...counts.values()].reduce((sum, count) => sum + count.messages, 0);
  summary.failures = [...counts.values()].reduce((sum, count) => sum + count.failures, 0);
  if (options.peers !== null) {
    summary.unverified = unverified;
  }
  if (options.wrapping !== null) {
    const contents = new Map(yaml.parse(read(path.join(options.contract, 'topics.yaml'))).sealedContents
      .map((each) => [each.inside, each.record]));
    const mine = sealed.filter(({ body }) => caseKeys.has(body.caseRef));
    const open = await Promise.all(mine.map((part) => opens(part, contents, caseKeys.get(part.body.caseRef), registry)));
    summary.opened = open.filter((each) => each).length;
    summary.closed = sealed.length - summary.opened;
  }
  process.stdout.write(`${JSON.stringify({ summary })}\n`);
  return summary.failures === 0 && unverified === 0 ? 0 : 1;
}

main().then(
  (status) => process.exit(status),
  (error) => {
    process.stderr.write(`${error instanceof Unusable ? error.message : `The topics could not be read: ${error.message}`}\n`);
    process.exit(2);
  },
);
