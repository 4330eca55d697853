import type {
  organisation,
  organisationFact,
  organisationRelationship,
  organisationRole,
  organisationSuccession,
} from "~db/schema/organisations";
import { readableName } from "../readable-name";
import type { Rejection } from "../report";

type OrganisationRow = typeof organisation.$inferInsert;
export type Known = Pick<OrganisationRow, "code" | "kind" | "regionCode" | "icbCode" | "closedOn" | "name">;

export interface Described {
  code: string;
  kind: string;
  name: string;
  scheme?: string;
  primaryRole?: string | null;
  addressLines?: string[];
  town?: string | null;
  postcode?: string | null;
  regionCode?: string | null;
  icbCode?: string | null;
  openedOn?: string | null;
  closedOn?: string | null;
}

/**
 * What the files say together, before anything is written. The first file to say something is believed and later ones
 * fill the gaps, so the order in which files are read is their authority. `known` is what the database held before,
 * so that one file alone can be joined to the rest.
 */
export class Directory {
  readonly organisations = new Map<string, OrganisationRow>();
  readonly roles = new Map<string, typeof organisationRole.$inferInsert>();
  readonly relationships = new Map<string, typeof organisationRelationship.$inferInsert>();
  readonly successions = new Map<string, typeof organisationSuccession.$inferInsert>();
  readonly facts = new Map<string, typeof organisationFact.$inferInsert>();
  readonly rejected: Rejection[] = [];
  readonly counts: Record<string, number> = {};

  constructor(private readonly known: ReadonlyMap<string, Known>) {}

  get(code: string): Known | undefined {
    return this.organisations.get(code) ?? this.known.get(code);
  }

  count(label: string, by = 1): void {
    this.counts[label] = (this.counts[label] ?? 0) + by;
  }

  reject(file: string, line: number, reason: string): void {
    this.rejected.push({ file, line, reason });
  }

  describe(said: Described, source: string): void {
    const lines = (said.addressLines ?? []).filter((line) => line !== "").map(readableName);
    const next: OrganisationRow = {
      code: said.code,
      scheme: said.scheme ?? "ods",
      name: readableName(said.name),
      kind: said.kind,
      primaryRole: said.primaryRole || null,
      addressLines: lines,
      town: said.town ? readableName(said.town) : null,
      postcode: said.postcode || null,
      regionCode: said.regionCode || null,
      icbCode: said.icbCode || null,
      openedOn: (said.openedOn || null) as OrganisationRow["openedOn"],
      closedOn: (said.closedOn || null) as OrganisationRow["closedOn"],
      source,
    };
    const before = this.organisations.get(said.code);
    if (!before) {
      this.organisations.set(said.code, next);
      return;
    }
    for (const key of Object.keys(next) as (keyof OrganisationRow)[]) {
      const empty = before[key] === null || (key === "addressLines" && before.addressLines?.length === 0);
      if (empty) Object.assign(before, { [key]: next[key] });
    }
  }

  /** Corrects a record that an earlier file described, for example with a closing date that two files prove. */
  correct(code: string, values: Partial<OrganisationRow>): void {
    const row = this.organisations.get(code);
    if (row) Object.assign(row, values);
  }

  /** Gives an organisation a region where no file gave it one. */
  describeRegion(code: string, regionCode: string): void {
    const row = this.organisations.get(code);
    if (row && !row.regionCode && regionCode) row.regionCode = regionCode;
  }

  role(
    organisationCode: string,
    roleId: string,
    isPrimary: boolean,
    from?: string | null,
    to?: string | null,
  ): void {
    const row = { organisationCode, roleId, isPrimary, validFrom: from || null, validTo: to || null };
    const key = `${organisationCode} ${roleId}`;
    if (!this.roles.has(key)) this.roles.set(key, row as typeof organisationRole.$inferInsert);
  }

  relate(
    organisationCode: string,
    relationshipId: string,
    targetCode: string,
    source: string,
    dates: { from?: string | null; to?: string | null } = {},
  ): void {
    const key = `${organisationCode} ${relationshipId} ${targetCode}`;
    if (this.relationships.has(key)) return;
    const row = {
      organisationCode,
      relationshipId,
      targetCode,
      validFrom: dates.from || null,
      validTo: dates.to || null,
      source,
    };
    this.relationships.set(key, row as typeof organisationRelationship.$inferInsert);
  }

  succeed(predecessorCode: string, successorCode: string, effectiveOn: string, source: string): void {
    const row = { predecessorCode, successorCode, effectiveOn, source };
    this.successions.set(
      `${predecessorCode} ${successorCode}`,
      row as typeof organisationSuccession.$inferInsert,
    );
  }

  /** False when the same fact of the same day was said before. */
  fact(row: {
    organisationCode: string;
    name: string;
    asAt: string;
    numberValue?: bigint;
    textValue?: string;
    source: string;
  }): boolean {
    const key = `${row.organisationCode} ${row.name} ${row.asAt}`;
    if (this.facts.has(key)) return false;
    this.facts.set(key, {
      numberValue: null,
      textValue: null,
      ...row,
    } as typeof organisationFact.$inferInsert);
    return true;
  }
}
