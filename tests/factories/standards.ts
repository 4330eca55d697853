import type { Db, Tx } from "~db";
import { capability, catalogueItem, itemCapability, solution, supplier } from "~db/schema/catalogue";
import { certificate } from "~db/schema/certification";
import { organisation } from "~db/schema/organisations";
import { SYSTEM, type Actor } from "~/domain/audit/event";
import { publishStandard, type PublishStandardInput } from "~/domain/certification/publish-standard.server";
import { day } from "~/domain/shared/day";

type Q = Db | Tx;

/** A person of the centre, without an account: for verbs that only ask for a role. */
export function officer(...roles: string[]): Actor {
  return { userId: null, name: "Nadia Rahman", organisationCode: "X24", roles, requestId: "test" };
}

/** A person of a supplier, without an account. */
export function supplierPerson(organisationCode: string): Actor {
  return {
    userId: null,
    name: "Daniel Alder",
    organisationCode,
    roles: ["supplier_editor"],
    requestId: "test",
  };
}

/** A supplier with its organisation; the code is "SUP-" and the id. */
export async function makeSupplier(q: Q, id = "alder", name = "Alder Systems"): Promise<string> {
  const code = `SUP-${id}`;
  await q
    .insert(organisation)
    .values({ code, scheme: "dovetail", name, kind: "supplier", source: "test" })
    .onConflictDoNothing();
  await q
    .insert(supplier)
    .values({ id, organisationCode: code, name, legalName: `${name} Ltd` })
    .onConflictDoNothing();
  return id;
}

/** A published solution of a supplier, with capabilities that it meets in full. */
export async function makeSolution(
  q: Q,
  given: {
    id?: string;
    name?: string;
    supplierId?: string;
    version?: string;
    capabilities?: string[];
    careSettings?: string[];
  } = {},
): Promise<string> {
  const { id = "s1", name = "CareNotes", supplierId = "alder", capabilities = [] } = given;
  await q.insert(catalogueItem).values({ id, kind: "solution", supplierId, name, state: "published" });
  await q.insert(solution).values({
    id,
    productVersion: given.version ?? "4.2",
    careSettings: given.careSettings ?? [],
  });
  for (const ref of capabilities) {
    await q
      .insert(capability)
      .values({ ref, name: ref, description: ref, categoryName: "Test", version: "1.0", status: "Effective" })
      .onConflictDoNothing();
    await q.insert(itemCapability).values({ itemId: id, capabilityRef: ref, result: "full" });
  }
  return id;
}

/** A standard in force since 2021, mandatory everywhere unless bindings are given; certificates last 12 months. */
export async function makeStandard(
  tx: Tx,
  given: Partial<PublishStandardInput["standard"]> &
    Pick<Partial<PublishStandardInput>, "versions" | "bindings"> = {},
): Promise<string> {
  const { versions, bindings, ...words } = given;
  const id = words.id ?? "dtac";
  await publishStandard(tx, {
    actor: SYSTEM,
    at: new Date("2021-01-01T09:00:00Z"),
    standard: {
      id,
      title: id.toUpperCase(),
      summary: `What ${id} asks for.`,
      ownerName: "NHS England",
      category: "assurance-baseline",
      appliesTo: "product",
      source: "test",
      ...words,
    },
    versions: versions ?? [{ version: "1", effectiveFrom: day("2021-01-01"), validityMonths: 12 }],
    bindings: bindings ?? [{ validFrom: day("2021-01-01") }],
  });
  return id;
}

let certificates = 0;

/** A certificate that nobody claimed, for tests that begin with one. Dates as text. */
export async function makeCertificate(
  q: Q,
  given: {
    standardVersionId?: string;
    supplierId?: string;
    solutionId?: string | null;
    validFrom?: string;
    validTo?: string | null;
  } = {},
): Promise<string> {
  const number = `TEST-${String((certificates += 1)).padStart(4, "0")}`;
  const validTo = given.validTo === undefined ? "2027-03-03" : given.validTo;
  await q.insert(certificate).values({
    number,
    standardVersionId: given.standardVersionId ?? "dtac@1",
    supplierId: given.supplierId ?? "alder",
    solutionId: given.solutionId === undefined ? "s1" : given.solutionId,
    validFrom: day(given.validFrom ?? "2026-03-04"),
    validTo: validTo === null ? null : day(validTo),
    issuedAt: new Date("2026-03-04T10:00:00Z"),
    source: "test",
  });
  return number;
}
