// Makes generated/<service>.d.ts from each description, by default those of this checkout.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const apis = resolve(process.argv[2] ?? "../../../schemas/apis");
mkdirSync("generated", { recursive: true });
for (const file of readdirSync(apis).filter((name) => name.endsWith(".json"))) {
  const types = await openapiTS(pathToFileURL(resolve(apis, file)));
  writeFileSync(`generated/${file.replace(/\.json$/, ".d.ts")}`, astToString(types));
}
