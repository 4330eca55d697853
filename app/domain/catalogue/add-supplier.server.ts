import type { Tx } from "~db";
import { supplier } from "~db/schema/catalogue";
import { organisation } from "~db/schema/organisations";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { supplierOrganisationCode } from "../shared/supplier-code";

export interface NewSupplier {
  id: string;
  name: string;
  legalName: string;
  summary: string;
  website?: string;
  companyNumber?: string;
  size: "micro" | "small" | "medium" | "large";
  town?: string;
  postcode?: string;
  contactName?: string;
  contactEmail?: string;
  demonstration?: boolean;
}

/** Takes a supplier on, with the organisation that its people will belong to. */
export async function addSupplier(tx: Tx, input: NewSupplier & { actor: Actor; at: Date }): Promise<void> {
  const { actor, at, town, postcode, ...details } = input;
  const organisationCode = supplierOrganisationCode(input.id);
  await tx.insert(organisation).values({
    code: organisationCode,
    scheme: "dovetail",
    name: input.name,
    kind: "supplier",
    town,
    postcode,
    source: "Supplier registration",
    demonstration: input.demonstration ?? false,
  });
  await tx.insert(supplier).values({ ...details, organisationCode });
  await recordEvent(tx, {
    stream: `organisation:${organisationCode}`,
    action: "supplier.added",
    summary: `Took on the supplier ${input.name}`,
    actor,
    at,
    after: { id: input.id, name: input.name, legalName: input.legalName },
  });
}
