import { eq } from "drizzle-orm";
import { inTransaction, type Db } from "~db";
import { supplier } from "~db/schema/catalogue";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import { SYSTEM } from "~/domain/audit/event";
import { enrolPerson } from "~/domain/people/enrol-person.server";
import { membershipsOf } from "~/domain/people/person-views.server";
import type { MemberActor, Role } from "~/domain/people/role";

/** The organisations that the people of the tests work at: codes and names as in the directory, suppliers invented. */
export const PLACES = {
  trust: {
    code: "RR8",
    scheme: "ods",
    name: "Leeds Teaching Hospitals NHS Trust",
    kind: "trust",
    icbCode: "QWO",
  },
  icb: {
    code: "QWO",
    scheme: "ods",
    name: "NHS West Yorkshire Integrated Care Board",
    kind: "icb",
    icbCode: "QWO",
  },
  practice: {
    code: "B84613",
    scheme: "ods",
    name: "Beechwood Medical Centre",
    kind: "gp_practice",
    icbCode: "QWO",
  },
  careHome: {
    code: "1-101634661",
    scheme: "cqc",
    name: "Trafford Care Homes Limited",
    kind: "care_provider",
    icbCode: "QOP",
  },
  alder: {
    code: "DVT-ALDER",
    scheme: "dovetail",
    name: "Alder Systems Ltd",
    kind: "supplier",
    icbCode: null,
  },
  birchwood: {
    code: "DVT-BIRCH",
    scheme: "dovetail",
    name: "Birchwood Health Ltd",
    kind: "supplier",
    icbCode: null,
  },
  centre: { code: "X24", scheme: "ods", name: "NHS England", kind: "national", icbCode: null },
} as const;

type Place = keyof typeof PLACES;

export interface TestPerson {
  email: string;
  name: string;
  place: Place;
  roles: Role[];
  summary: string;
}

const person = (name: string, place: Place, roles: Role[], summary: string): TestPerson => ({
  email: `${name.toLowerCase().replace(" ", ".")}@demo.dovetail.example`,
  name,
  place,
  roles,
  summary,
});

/** The people of the tests: the names and roles of the demonstration, without its data. */
export const PEOPLE = {
  priya: person("Priya Shah", "trust", ["procurement_lead"], "Procurement lead of a trust"),
  tom: person("Tom Okafor", "trust", ["approver"], "Finance approver of a trust"),
  helen: person("Helen Marsh", "icb", ["procurement_lead", "approver"], "Digital lead of an ICB"),
  sam: person("Sam Whitfield", "practice", ["procurement_lead", "approver"], "Practice manager"),
  grace: person("Grace Adeyemi", "careHome", ["procurement_lead", "approver"], "Care home manager"),
  daniel: person("Daniel Alder", "alder", ["supplier_editor"], "Keeps Alder's listings"),
  ruth: person("Ruth Alder", "alder", ["supplier_signatory"], "Signs for Alder Systems"),
  marcus: person("Marcus Birch", "birchwood", ["supplier_editor"], "Keeps Birchwood's listings"),
  nadia: person("Nadia Rahman", "centre", ["commercial_officer"], "Commercial officer"),
  victor: person("Victor Osei", "centre", ["commercial_officer"], "Second commercial officer"),
  owen: person("Owen Price", "centre", ["assessor"], "Assessor"),
  isla: person("Isla Grant", "centre", ["auditor"], "Auditor"),
} as const;

export type PersonKey = keyof typeof PEOPLE;

/** Puts the organisations of the people in; those that are there stay as they are. */
export async function makeOrganisations(db: Db): Promise<void> {
  const rows = Object.values(PLACES).map((place) => ({ ...place, source: "tests", demonstration: true }));
  await db.insert(organisation).values(rows).onConflictDoNothing();
  const suppliers = [PLACES.alder, PLACES.birchwood].map(({ code, name }) => ({
    id: code === PLACES.alder.code ? "alder" : "birchwood",
    organisationCode: code,
    name: name.replace(" Ltd", ""),
    legalName: name,
    demonstration: true,
  }));
  await db.insert(supplier).values(suppliers).onConflictDoNothing();
}

/** Makes the organisations and all the people; answers the id of each by their key. */
export async function makePeople(
  db: Db,
  at = new Date("2026-11-22T09:00:00Z"),
): Promise<Record<PersonKey, string>> {
  await makeOrganisations(db);
  const ids: Partial<Record<PersonKey, string>> = {};
  for (const [index, [key, one]] of Object.entries(PEOPLE).entries()) {
    ids[key as PersonKey] = await inTransaction(db, (tx) =>
      enrolPerson(tx, {
        actor: SYSTEM,
        at,
        email: one.email,
        name: one.name,
        organisationCode: PLACES[one.place].code,
        roles: one.roles,
        demo: { position: index + 1, summary: one.summary },
      }),
    );
  }
  return ids as Record<PersonKey, string>;
}

/** The actor that a request of this person would have, for tests of verbs. The person must exist. */
export async function actorFor(db: Db, key: PersonKey): Promise<MemberActor> {
  const [found] = await db.select().from(user).where(eq(user.email, PEOPLE[key].email));
  if (!found) throw new Error(`${key} does not exist yet: call makePeople first`);
  const memberships = await membershipsOf(db, found.id);
  const { roles, ...place } = memberships[0]!;
  return {
    userId: found.id,
    name: found.name,
    email: found.email,
    organisationCode: place.code,
    organisation: place,
    roles,
    memberships,
    requestId: "test",
  };
}
