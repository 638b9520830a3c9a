// Refers one made-up person from one country to the other, as the programs of two ministries would.
import createClient from "openapi-fetch";
import { randomUUID } from "node:crypto";
import type { components as caseParts, paths as CasePaths } from "./generated/case-service.js";
import type { components as referralParts, paths as ReferralPaths } from "./generated/referral-service.js";

type OpenCase = caseParts["schemas"]["OpenCaseRequest"];
type Submit = CallBody<ReferralPaths["/referrals"]["post"]>;
type Referral = referralParts["schemas"]["ReferralView"];
type Problem = referralParts["schemas"]["Problem"];
type CallBody<Call> = Call extends { requestBody?: { content: { "application/json": infer Body } } } ? Body : never;

const PATIENCE_MILLIS = 45_000;
const PAUSE_MILLIS = 200;

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`${name} is not set`);
  }
  return value;
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}`, "Accept-Language": "en" });
const hostToken = setting("SAFERETURN_HOST_TOKEN");
const originToken = setting("SAFERETURN_ORIGIN_TOKEN");
const cases = createClient<CasePaths>({ baseUrl: setting("SAFERETURN_HOST_CASES"), headers: bearer(hostToken) });
const referrals = createClient<ReferralPaths>({ baseUrl: setting("SAFERETURN_HOST_REFERRALS"), headers: bearer(hostToken) });
const inbox = createClient<ReferralPaths>({ baseUrl: setting("SAFERETURN_ORIGIN_REFERRALS"), headers: bearer(originToken) });

/** An answer of either kind: the body of a success, or the problem. */
type Answer<Body> = { data?: Body; error?: Problem; response: Response };

function body<Body>(what: string, answer: Answer<Body>): Body {
  if (answer.data === undefined) {
    throw new Error(`${what}: ${answer.response.status} ${answer.error?.rule ?? ""}`);
  }
  console.log(what);
  return answer.data;
}

/** Asks again while what is asked for is still on its way: unknown, or not yet as expected. */
async function eventually<Body>(what: string, ask: () => Promise<Answer<Body>>, is: (body: Body) => boolean): Promise<Body> {
  const end = Date.now() + PATIENCE_MILLIS;
  for (;;) {
    const answer = await ask();
    if (Date.now() > end || (answer.data !== undefined ? is(answer.data) : answer.response.status !== 404)) {
      return body(what, answer);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS));
  }
}

/** A key for each write, kept for its retries. */
const once = () => ({ header: { "Idempotency-Key": randomUUID() } });

/** Yesterday: a day that is over in every time zone. */
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

const openCase: OpenCase = {
  originCountry: "KH",
  whereabouts: "HOST_COUNTRY",
  identification: { body: "TH-MDT", decidedOn: yesterday, outcome: "VICTIM" },
  wishToReturn: "YES",
  person: {
    nameOwnScript: "តេស្ត មនុស្សសាកល្បង",
    nameRomanised: "Typed Testperson",
    sex: "FEMALE",
    dateOfBirth: "1996-02-03",
    languages: ["km"],
    originAddress: { province: "Battambang" },
  },
  careFlags: [],
  consents: (["TRACING", "FAMILY_CONTACT", "NATIONALITY_CHECK", "RETURN", "DATA_SHARING"] as const).map((purpose) => ({
    purpose,
    decision: "GIVEN" as const,
    givenBy: "PERSON" as const,
    language: "km",
    decidedOn: yesterday,
  })),
};

const opened = body("The host opens a case", await cases.POST("/cases", { params: once(), body: openCase }));

const submit: Submit = {
  caseRef: opened.caseRef,
  receivingUnit: "KH-DVP",
  urgency: "ROUTINE",
  questions: ["TRACING", "NATIONALITY_CHECK"],
  content: {
    safeContact: { familyMayBeContacted: true, doNotVisit: false },
  },
};

const key = once();
await eventually("The host refers it, once its standing has arrived",
  () => referrals.POST("/referrals", { params: key, body: submit }), () => true);

const ref = { path: { ref: opened.caseRef } };
await eventually("The origin finds it in its inbox", () => inbox.GET("/referrals", { params: { query: { size: 200 } } }),
  (page) => page.items.some((item: Referral) => item.caseRef === opened.caseRef));
const found: Referral = await eventually("The origin reads it, with the name in the clear",
  () => inbox.GET("/referrals/{ref}", { params: ref }), (view) => view.content?.nameRomanised === "Typed Testperson");
console.log(`It came in as ${found.state}, wanted by ${found.wantedBy ?? "no certain day"}`);

body("The origin opens it", await inbox.POST("/referrals/{ref}/opening", { params: { ...ref, ...once() } }));
const accepted = body("The origin accepts it", await inbox.POST("/referrals/{ref}/acceptance",
  { params: { ...ref, ...once() }, body: { unit: "KH-DVP" } }));
console.log(`The origin has it as ${accepted.state}`);
await eventually("The host sees that it is accepted", () => referrals.GET("/referrals/{ref}", { params: ref }),
  (view) => view.state === "ACCEPTED");
