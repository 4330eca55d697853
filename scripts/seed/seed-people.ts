import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { organisation } from "~db/schema/organisations";
import { SYSTEM, type Actor } from "~/domain/audit/event";
import { enrolPerson } from "~/domain/people/enrol-person.server";
import type { Role } from "~/domain/people/role";

export interface DemoPerson {
  name: string;
  organisationCode: string;
  roles: readonly Role[];
  summary: string;
}

/** The people whom anyone may become with one click, in their order on the page. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    name: "Priya Shah",
    organisationCode: "RR8",
    roles: ["procurement_lead", "administrator"],
    summary: "Procurement lead of a hospital trust. Buys for it.",
  },
  {
    name: "Tom Okafor",
    organisationCode: "RR8",
    roles: ["approver"],
    summary: "Finance approver of the same trust. Approves what it pays.",
  },
  {
    name: "Helen Marsh",
    organisationCode: "QWO",
    roles: ["procurement_lead", "approver", "administrator"],
    summary: "Digital lead of an integrated care board. Buys for practices and approves the board's share.",
  },
  {
    name: "Sam Whitfield",
    organisationCode: "B84613",
    roles: ["procurement_lead", "approver"],
    summary: "Practice manager of a GP practice.",
  },
  {
    name: "Grace Adeyemi",
    organisationCode: "cqc-provider-maria-mallaband-16-limited",
    roles: ["procurement_lead", "approver"],
    summary: "Manager at a care provider with homes in Trafford.",
  },
  {
    name: "Daniel Alder",
    organisationCode: "S20001",
    roles: ["supplier_editor", "administrator"],
    summary: "Keeps the listings and raises the invoices of Alder Systems.",
  },
  {
    name: "Ruth Alder",
    organisationCode: "S20001",
    roles: ["supplier_signatory"],
    summary: "Signs orders for Alder Systems.",
  },
  {
    name: "Marcus Birch",
    organisationCode: "S20002",
    roles: ["supplier_editor", "supplier_signatory"],
    summary: "Keeps the listings of Birchwood Health and signs for it.",
  },
  {
    name: "Nadia Rahman",
    organisationCode: "X24",
    roles: ["commercial_officer", "administrator"],
    summary: "Commercial officer of the centre. Runs frameworks, agreements and funds.",
  },
  {
    name: "Victor Osei",
    organisationCode: "X24",
    roles: ["commercial_officer"],
    summary: "Second commercial officer of the centre. Decides on the money that Nadia asks to move.",
  },
  {
    name: "Owen Price",
    organisationCode: "X24",
    roles: ["assessor"],
    summary: "Assessor of the centre. Reviews evidence and issues certificates.",
  },
  {
    name: "Isla Grant",
    organisationCode: "X24",
    roles: ["auditor"],
    summary: "Auditor. Reads everything, changes nothing.",
  },
];

/** The people behind the year of orders at organisations that nobody plays. */
const FIRST_NAMES = [
  "Amara",
  "Bethan",
  "Callum",
  "Divya",
  "Ewan",
  "Farah",
  "Gareth",
  "Hana",
  "Imran",
  "Jo",
  "Kofi",
  "Lena",
];
const LAST_NAMES = [
  "Aldous",
  "Bose",
  "Carver",
  "Dunne",
  "Ellery",
  "Fenn",
  "Gill",
  "Hartley",
  "Iqbal",
  "Joseph",
  "Kerr",
  "Lund",
];

function addressOf(name: string, organisationCode: string, shared: boolean): string {
  const words = name.toLowerCase().replaceAll(" ", ".");
  return shared
    ? `${words}.${organisationCode.toLowerCase()}@demo.dovetail.example`
    : `${words}@demo.dovetail.example`;
}

/** Makes people and answers with the actors that they are. */
export class SeedPeople {
  private readonly made = new Map<string, Actor>();
  private readonly byName = new Map<string, Actor>();
  private readonly kinds = new Map<string, string>();
  private extras = 0;

  constructor(
    private readonly tx: Tx,
    private readonly at: Date,
  ) {}

  async enrol(person: DemoPerson, position: number | null): Promise<Actor> {
    const { name, organisationCode, roles, summary } = person;
    const userId = await enrolPerson(this.tx, {
      actor: SYSTEM,
      at: this.at,
      email: addressOf(name, organisationCode, position === null),
      name,
      organisationCode,
      roles,
      demo: position === null ? undefined : { position, summary },
    });
    const actor: Actor = { userId, name, organisationCode, roles, requestId: null };
    this.byName.set(name, actor);
    for (const role of roles) {
      const key = `${organisationCode}:${role}`;
      if (!this.made.has(key)) this.made.set(key, actor);
    }
    return actor;
  }

  /** A person of the demonstration who is enrolled already. */
  named(name: string): Actor {
    const actor = this.byName.get(name);
    if (!actor) throw new Error(`${name} is not enrolled`);
    return actor;
  }

  /** Somebody with a role at an organisation; made up when there is nobody yet. */
  async withRole(organisationCode: string, role: Role): Promise<Actor> {
    const known = this.made.get(`${organisationCode}:${role}`);
    if (known) return known;
    const index = this.extras++;
    const name = `${FIRST_NAMES[index % FIRST_NAMES.length]} ${LAST_NAMES[(index * 5 + Math.floor(index / 12)) % LAST_NAMES.length]}`;
    return this.enrol({ name, organisationCode, roles: [role], summary: "" }, null);
  }

  /** Whoever answers for the money of an organisation: the centre's officer, or an approver. */
  async approverOf(organisationCode: string): Promise<Actor> {
    const known = this.kinds.get(organisationCode);
    const [row] = known
      ? [{ kind: known }]
      : await this.tx.select().from(organisation).where(eq(organisation.code, organisationCode));
    if (row) this.kinds.set(organisationCode, row.kind);
    return this.withRole(organisationCode, row?.kind === "national" ? "commercial_officer" : "approver");
  }
}
