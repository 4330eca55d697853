import type { PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "~db";
import { capability, catalogueItem, epic, supplier } from "~db/schema/catalogue";
import { standardVersion } from "~db/schema/certification";
import { framework } from "~db/schema/frameworks";
import type { ImportContext, ImportReport } from "../report";
import { readTable, type Source } from "../source";
import { upsert } from "../upsert";

export interface KnownItem {
  kind: string;
  supplierId: string;
  name: string;
  state: string;
  createdOn: string;
}

/** What the rows of a file may refer to: what the database holds already and what the files before it brought. */
export interface Known {
  capabilities: Set<string>;
  epics: Set<string>;
  suppliers: Set<string>;
  frameworks: Set<string>;
  /** Standard to its newest version's id. */
  standards: Map<string, string>;
  items: Map<string, KnownItem>;
}

/** One run of the catalogue import: its source, its report, and what is known so far. */
export class Stage {
  constructor(
    readonly source: Source,
    readonly context: ImportContext,
    readonly report: ImportReport,
    readonly known: Known,
  ) {}

  /**
   * The rows of a file, each turned into ours by `make`, which answers null through `refuse` for a row to be left out.
   * A file that a single-file import did not name has no rows.
   */
  table<Column extends string, Made>(
    name: string | RegExp,
    columns: readonly Column[],
    make: (values: Record<Column, string>, refuse: (reason: string) => null, line: number) => Made | null,
    checkWhole?: (rows: readonly { line: number; values: Record<Column, string> }[], file: string) => void,
  ): Made[] {
    const file = this.source.need(name);
    if (file === null) return [];
    this.context.onProgress(`reading ${file.split("/").at(-1)}`);
    const table = readTable(file, columns);
    checkWhole?.(table.rows, file);
    this.report.rejected.push(...table.rejected);
    return table.rows.flatMap(({ line, values }) => {
      const refuse = (reason: string) => {
        this.report.rejected.push({ file: table.file, line, reason });
        return null;
      };
      const made = make(values, refuse, line);
      return made === null ? [] : [made];
    });
  }

  /** `once`: columns that people change here afterwards; a later import leaves them as they are. */
  async write<Table extends PgTable>(
    tx: Tx,
    table: Table,
    rows: readonly Table["$inferInsert"][],
    key: readonly string[],
    label?: string,
    once?: readonly string[],
  ): Promise<void> {
    if (label && rows.length > 0) this.report.counts[label] = (this.report.counts[label] ?? 0) + rows.length;
    await upsert(tx, table, rows, { key, once }, this.report);
  }

  /** Why a row refers to something that no file brought; null when everything is known. */
  unknown(refs: { capability?: string; epic?: string; standard?: string; item?: string }): string | null {
    if (refs.item !== undefined && !this.known.items.has(refs.item))
      return `catalogue_items.csv has no ${refs.item}.`;
    if (refs.capability !== undefined && !this.known.capabilities.has(refs.capability)) {
      return `capabilities.csv has no ${refs.capability || "capability without a reference"}.`;
    }
    if (refs.epic !== undefined && !this.known.epics.has(refs.epic)) {
      return `epics.csv has no ${refs.epic || "epic without an id"}.`;
    }
    if (refs.standard !== undefined && !this.known.standards.has(refs.standard)) {
      return `standards.csv has no ${refs.standard}.`;
    }
    return null;
  }
}

/** What the database holds, for a file that is imported alone. */
export async function knownFrom(tx: Tx): Promise<Known> {
  const items = await tx
    .select({
      id: catalogueItem.id,
      kind: catalogueItem.kind,
      supplierId: catalogueItem.supplierId,
      name: catalogueItem.name,
      state: catalogueItem.state,
      createdAt: catalogueItem.createdAt,
    })
    .from(catalogueItem);
  const versions = await tx.select().from(standardVersion).orderBy(standardVersion.effectiveFrom);
  const ids = async (rows: Promise<{ id: string }[]>) => new Set((await rows).map((row) => row.id));
  return {
    capabilities: await ids(tx.select({ id: capability.ref }).from(capability)),
    epics: await ids(tx.select({ id: epic.id }).from(epic)),
    suppliers: await ids(tx.select({ id: supplier.id }).from(supplier)),
    frameworks: await ids(tx.select({ id: framework.id }).from(framework)),
    standards: new Map(versions.map((row) => [row.standardId, row.id])),
    items: new Map(
      items.map(({ id, createdAt, ...item }) => [
        id,
        { ...item, createdOn: createdAt.toISOString().slice(0, 10) },
      ]),
    ),
  };
}

export function knownNothing(): Known {
  return {
    capabilities: new Set(),
    epics: new Set(),
    suppliers: new Set(),
    frameworks: new Set(),
    standards: new Map(),
    items: new Map(),
  };
}
