import type { Tx } from "~db";
import {
  organisation,
  organisationFact,
  organisationRelationship,
  organisationRole,
  organisationSuccession,
} from "~db/schema/organisations";
import { addDays, day } from "~/domain/shared/day";
import { ORGANISATIONS, type SeedOrganisation } from "./content/organisations";

const SOURCE = "demonstration (public directories)";
/** A practice is a partner of its network, a care home is operated by its provider. */
const RELATIONSHIP: Partial<Record<SeedOrganisation["kind"], string>> = {
  gp_practice: "RE8",
  care_site: "RE6",
};

/** Puts the real organisations in, as the directories have them; those that an import brought stay as they are. */
export async function seedOrganisations(tx: Tx): Promise<void> {
  await tx
    .insert(organisation)
    .values(
      ORGANISATIONS.map(
        ({
          code,
          scheme,
          name,
          kind,
          primaryRole,
          icbCode,
          regionCode,
          town,
          postcode,
          openedOn,
          closedOn,
        }) => ({
          code,
          scheme,
          name,
          kind,
          primaryRole,
          icbCode,
          regionCode,
          town,
          postcode,
          openedOn: openedOn ? day(openedOn) : null,
          closedOn: closedOn ? day(closedOn) : null,
          source: SOURCE,
        }),
      ),
    )
    .onConflictDoNothing();
  const roles = ORGANISATIONS.flatMap(({ code, primaryRole, otherRoles = [] }) => [
    ...(primaryRole ? [{ organisationCode: code, roleId: primaryRole, isPrimary: true }] : []),
    ...otherRoles.map((roleId) => ({ organisationCode: code, roleId, isPrimary: false })),
  ]);
  await tx.insert(organisationRole).values(roles).onConflictDoNothing();
  await tx.insert(organisationRelationship).values(relationships()).onConflictDoNothing();
  await tx.insert(organisationSuccession).values(successions()).onConflictDoNothing();
  await tx.insert(organisationFact).values(facts()).onConflictDoNothing();
}

function relationships() {
  return ORGANISATIONS.flatMap(({ code, kind, parentCode, icbCode }) => [
    ...(parentCode && RELATIONSHIP[kind]
      ? [
          {
            organisationCode: code,
            relationshipId: RELATIONSHIP[kind],
            targetCode: parentCode,
            source: SOURCE,
          },
        ]
      : []),
    ...(icbCode
      ? [{ organisationCode: code, relationshipId: "RE5", targetCode: icbCode, source: SOURCE }]
      : []),
  ]);
}

function successions() {
  return ORGANISATIONS.flatMap(({ code, closedOn, successorCode }) =>
    closedOn && successorCode
      ? [{ predecessorCode: code, successorCode, effectiveOn: addDays(day(closedOn), 1), source: SOURCE }]
      : [],
  );
}

function facts() {
  return ORGANISATIONS.flatMap(({ code, registeredPatients, registeredPatientsAsAt, beds, bedsNote }) => [
    ...(registeredPatients && registeredPatientsAsAt
      ? [
          {
            organisationCode: code,
            name: "registered_patients",
            asAt: day(registeredPatientsAsAt),
            numberValue: BigInt(registeredPatients),
            source: SOURCE,
          },
        ]
      : []),
    ...(beds
      ? [
          {
            organisationCode: code,
            name: "beds",
            asAt: day("2026-04-01"),
            numberValue: BigInt(beds),
            source: bedsNote ?? SOURCE,
          },
        ]
      : []),
  ]);
}
