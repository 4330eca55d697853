import { readFileSync } from "node:fs";
import path from "node:path";
import Ajv, { type ValidateFunction } from "ajv-draft-04";
import addFormats from "ajv-formats";

/*
 * The schemas of the Open Contracting Data Standard as they were published: the UK's merged profile for a release, and
 * the standard's own for a package. Formats are checked too. Nothing is loosened.
 */

const schema = (data: string, file: string): object =>
  JSON.parse(readFileSync(path.join(data, "ocds", file), "utf8"));

function validator(): Ajv {
  // Not strict about keywords that only describe, such as codelist; strict about everything that checks.
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats(ajv);
  return ajv;
}

const explained = (validate: ValidateFunction, body: unknown) =>
  validate(body)
    ? []
    : validate.errors!.map((error) => `${error.instancePath || "/"} ${error.message ?? error.keyword}`);

/** What is wrong with releases and packages by the schemas in the reference data; an empty list when nothing is. */
export function ocdsSchemas(data: string): {
  release(body: unknown): string[];
  package(body: unknown): string[];
} {
  const release = validator().compile(schema(data, "uk_profile_merged/release-schema.json"));
  // The package's schema names the release's by its address; the file beside it is the one that is there.
  const forPackage = validator().addSchema(schema(data, "1.1.5/release-schema.json"));
  const ofPackage = forPackage.compile(schema(data, "1.1.5/release-package-schema.json"));
  return {
    release: (body) => explained(release, body),
    package: (body) => explained(ofPackage, body),
  };
}
