import type { Tx } from "~db";
import {
  organisation,
  organisationFact,
  organisationRelationship,
  organisationRole,
  organisationSuccession,
} from "~db/schema/organisations";
import { emptyReport, type ImportContext, type ImportReport } from "../report";
import { openSource, type Source } from "../source";
import { upsert } from "../upsert";
import { Directory, type Known } from "./directory";
import { boardNow, goneAndNew, type Merger, mergersOf } from "./icb-mergers";
import {
  describeNational,
  readAllTrusts,
  readIcbs,
  readSubIcbs,
  type SubIcb,
  type TrustRow,
} from "./nhs-bodies";
import {
  type DsptRow,
  readCatalogueOrganisations,
  readCatalogueRelationships,
  readDsptStatus,
  readIcbsAndCsus,
  readLocalAuthorities,
  readRoles,
} from "./other-bodies";
import { describePractices, type Practice, readListSizes, readPractices } from "./practices";

const PRACTICES = /^gp-practice-map\..*csv$/;
const LIST_SIZES = /^gp-list-size\..*csv$/;
const DSPT = /^dspt-status\..*csv$/;

/**
 * The boards changed between the list of December 2024 and trusts.csv of mid-2026, and NHS bodies change with the
 * financial year (all 161 closures in eccg.csv are on 31 March): 1 April 2026 is the first day on which no trust of
 * the old boards remains. No file states the day.
 */
const MERGED_ON = "2026-04-01";
const LAST_DAY = "2026-03-31";

/**
 * Imports the NHS directory: a folder with all its files, or one of them to be joined to what is already there. Changes
 * nothing when a file is broken (BrokenFile). Nothing is ever deleted: what closed keeps its row and its history.
 */
export async function importOds(tx: Tx, given: string, context: ImportContext): Promise<ImportReport> {
  const source = openSource(given, "ods");
  // A whole folder is joined to itself alone, so that what it says does not hang on what was there before.
  const directory = new Directory(source.single ? await knownOrganisations(tx) : new Map());
  readDirectory(source, directory, context);
  source.requireUsed("ods");
  const report = emptyReport("ods");
  Object.assign(report.counts, directory.counts);
  report.rejected.push(...directory.rejected);
  context.onProgress(`writing ${directory.organisations.size} organisations`);
  await writeDirectory(tx, directory, report);
  return report;
}

async function knownOrganisations(tx: Tx): Promise<Map<string, Known>> {
  const rows = await tx
    .select({
      code: organisation.code,
      name: organisation.name,
      kind: organisation.kind,
      regionCode: organisation.regionCode,
      icbCode: organisation.icbCode,
      closedOn: organisation.closedOn,
    })
    .from(organisation);
  return new Map(rows.map((row) => [row.code, row]));
}

function readDirectory(source: Source, directory: Directory, context: ImportContext): void {
  const step = <Result>(name: string | RegExp, read: (file: string) => Result, empty: Result): Result => {
    const file = source.need(name);
    if (file === null) return empty;
    context.onProgress(`reading ${file.split("/").at(-1)}`);
    return read(file);
  };
  describeNational(directory);
  step("roles.json", (file) => readRoles(directory, file), new Map());
  const icbs = step("icb_names_codes_dec_2024.csv", (file) => readIcbs(directory, file), []);
  if (!source.single) source.need("trusts.csv");
  context.onProgress("reading trusts.csv and etr.csv");
  const trusts = readAllTrusts(directory, source);
  const locations = step("eccg.csv", (file) => readSubIcbs(directory, file), []);
  const practices = step(PRACTICES, (file) => readPractices(directory, file), { file: "", rows: [] });
  neighbour(source, "../catalogue/buyer_organisations_icb_csu.csv", (file) =>
    readIcbsAndCsus(directory, file),
  );
  const dspt = step(DSPT, (file) => readDsptStatus(directory, file), []);
  if (!source.single) mergeBoards(directory, { icbs, trusts, locations, practices: practices.rows, dspt });
  describePractices(directory, practices.file, practices.rows);
  neighbour(source, "../catalogue/ods_organisations.csv", (file) =>
    readCatalogueOrganisations(directory, file),
  );
  neighbour(source, "../catalogue/ods_relationships.csv", (file) =>
    readCatalogueRelationships(directory, file),
  );
  step(LIST_SIZES, (file) => readListSizes(directory, file), undefined);
  step("local-authority.csv", (file) => readLocalAuthorities(directory, file), undefined);
}

/** The catalogue's own extracts lie beside the ods folder; a folder without them is complete all the same. */
function neighbour(source: Source, name: string, read: (file: string) => void): void {
  const file = source.find(name);
  if (file !== null) read(file);
}

interface Evidence {
  icbs: string[];
  trusts: TrustRow[];
  locations: SubIcb[];
  practices: Practice[];
  dspt: DsptRow[];
}

/** Closes the boards that were merged away, opens those that took over, and moves their locations under them. */
function mergeBoards(directory: Directory, { icbs, trusts, locations, practices, dspt }: Evidence): void {
  const trustsNow = trusts.map(({ code, icb, postcode, region }) => ({ code, icb, postcode, region }));
  const evidence = { icbs, trustsNow, trustsBefore: dspt.filter((row) => row.sector === "Trust") };
  const { new: formed } = goneAndNew(evidence);
  const mergers = mergersOf(evidence);
  for (const code of formed) {
    const region = trustsNow.find((trust) => trust.icb === code)!.region;
    directory.describe(
      {
        code,
        kind: "icb",
        name: `Integrated care board ${code} (name not in the imported files)`,
        primaryRole: "RO261",
        regionCode: region,
        openedOn: MERGED_ON,
      },
      "trusts.csv names the code; the list of December 2024 does not",
    );
    directory.role(code, "RO261", true, MERGED_ON);
    directory.role(code, "RO318", false, MERGED_ON);
  }
  for (const merger of mergers) closeBoard(directory, merger);
  for (const location of locations) moveLocation(directory, location, { mergers, practices, trustsNow });
  directory.count("ICBs formed since", formed.length);
  directory.count("ICBs merged away", new Set(mergers.map((one) => one.from)).size);
  directory.count("ICB successions proved", mergers.length);
}

function closeBoard(directory: Directory, { from, to, trusts, of }: Merger): void {
  directory.correct(from, { closedOn: LAST_DAY as never });
  directory.succeed(
    from,
    to,
    MERGED_ON,
    `Derived: ${trusts} of the ${of} trusts that dspt-status (2022) has under ${from} and trusts.csv (2026) under a new board are under ${to}. The day is the start of the financial year between the files.`,
  );
}

function moveLocation(
  directory: Directory,
  location: SubIcb,
  known: { mergers: Merger[]; practices: Practice[]; trustsNow: Parameters<typeof boardNow>[3] },
): void {
  if (location.closed !== null || !known.mergers.some((one) => one.from === location.icb)) return;
  const postcodes = known.practices
    .filter((one) => one.location === location.code)
    .map((one) => one.postcode);
  const board = boardNow(location.icb, postcodes, known.mergers, known.trustsNow);
  if (board === null) {
    const successors = known.mergers.filter((one) => one.from === location.icb).map((one) => one.to);
    directory.reject(
      "eccg.csv",
      location.line,
      `${location.code} stays under ${location.icb}: that board was divided between ${successors.join(" and ")} and no file says which of them covers the location now.`,
    );
    return;
  }
  directory.correct(location.code, { icbCode: board });
  directory.relationships.delete(`${location.code} RE5 ${location.icb}`);
  directory.relate(location.code, "RE5", location.icb, "eccg.csv", { to: LAST_DAY });
  directory.relate(location.code, "RE5", board, "derived from the succession of its board", {
    from: MERGED_ON,
  });
}

async function writeDirectory(tx: Tx, directory: Directory, report: ImportReport): Promise<void> {
  const keep = ["primaryRole", "town", "postcode", "regionCode", "icbCode", "openedOn", "closedOn"];
  await upsert(tx, organisation, [...directory.organisations.values()], { key: ["code"], keep }, report);
  await upsert(
    tx,
    organisationRole,
    [...directory.roles.values()],
    { key: ["organisationCode", "roleId"] },
    report,
  );
  await upsert(
    tx,
    organisationRelationship,
    [...directory.relationships.values()],
    { key: ["organisationCode", "relationshipId", "targetCode"] },
    report,
  );
  await upsert(
    tx,
    organisationSuccession,
    [...directory.successions.values()],
    { key: ["predecessorCode", "successorCode"] },
    report,
  );
  await upsert(
    tx,
    organisationFact,
    [...directory.facts.values()],
    { key: ["organisationCode", "name", "asAt"] },
    report,
  );
}
