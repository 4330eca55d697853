import { and, count, eq, inArray, isNotNull } from "drizzle-orm";
import { chmodSync, cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { type Db, inTransaction } from "~db";
import { organisation, organisationFact, organisationSuccession } from "~db/schema/organisations";
import { day } from "~/domain/shared/day";
import {
  organisationByCode,
  recipientsOf,
  registeredPatientsOf,
  searchOrganisations,
} from "~/domain/organisations/organisation-views.server";
import { requireActive } from "~/domain/organisations/require-active.server";
import { importOds } from "../../../scripts/import/ods/import-ods";
import { BrokenFile, type ImportReport } from "../../../scripts/import/report";
import { describeWithSharedData } from "../../setup/shared-data";
import { testDatabase } from "../../setup/test-database";

const today = day("2026-11-22");
const context = { today, at: new Date("2026-11-22T09:00:00Z"), onProgress: () => {} };

describeWithSharedData("importing the NHS directory", (data) => {
  const folder = path.join(data, "ods");
  let db: Db;
  let first: ImportReport;

  beforeAll(async () => {
    ({ db } = await testDatabase());
    first = await inTransaction(db, (tx) => importOds(tx, folder, context));
  });

  const again = () => inTransaction(db, (tx) => importOds(tx, folder, context));
  const kinds = async () => {
    const rows = await db
      .select({ kind: organisation.kind, n: count() })
      .from(organisation)
      .groupBy(organisation.kind);
    return Object.fromEntries(rows.map((row) => [row.kind, row.n]));
  };

  it("counts what the files hold", async () => {
    expect(first.counts).toEqual({
      "NHS England and its regions": 8,
      "role codes known": 42,
      "ICBs of December 2024": 42,
      "NHS trusts": 274,
      "sub-ICB locations and former CCGs": 320,
      "commissioning support units": 19,
      "toolkit statuses": 347,
      "successions stated by a file": 42,
      "ICBs formed since": 6,
      "ICBs merged away": 12,
      "ICB successions proved": 15,
      "GP practices": 6528,
      "primary care networks": 1254,
      "other prescribing cost centres": 210,
      "relationships of the catalogue's extract": 495,
      "list sizes": 6503,
      "local authorities": 376,
    });
    expect(await kinds()).toMatchObject({
      trust: 274,
      icb: 48,
      gp_practice: 6528,
      pcn: 1254,
      local_authority: 376,
    });
  });

  it("holds every trust of trusts.csv and every list size but the reported misses", async () => {
    const codes = readFileSync(path.join(folder, "trusts.csv"), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.slice(0, line.indexOf(",")));
    const found = await db
      .select({ code: organisation.code })
      .from(organisation)
      .where(inArray(organisation.code, codes));
    expect(found).toHaveLength(274);
    const misses = first.rejected.filter((one) => one.file === "gp-list-size.2022-05.csv");
    expect(misses.map((one) => one.reason)).toEqual(
      ["Y07025", "Y07057", "Y07060"].map((code) => `No file names the practice ${code}.`),
    );
    const [sizes] = await db
      .select({ n: count() })
      .from(organisationFact)
      .where(eq(organisationFact.name, "registered_patients"));
    expect(sizes!.n).toBe(6506 - misses.length);
  });

  it("changes nothing the second time", async () => {
    const second = await again();
    expect(second.changes).toEqual({ inserted: 0, updated: 0 });
    expect(second.counts).toEqual(first.counts);
    expect(second.rejected).toEqual(first.rejected);
  });

  it("changes nothing when a file is broken, and says which and why", async () => {
    const before = await kinds();
    const broken = mkdtempSync(path.join(tmpdir(), "dovetail-ods-"));
    cpSync(folder, broken, { recursive: true });
    const trusts = path.join(broken, "trusts.csv");
    chmodSync(trusts, 0o644);
    writeFileSync(trusts, readFileSync(trusts, "utf8").replace("icb_code", "board"));
    const attempt = inTransaction(db, async (tx) => {
      await tx.delete(organisationSuccession);
      return importOds(tx, broken, context);
    });
    await expect(attempt).rejects.toThrow(
      "trusts.csv was not imported: its header lacks the column icb_code.",
    );
    await expect(attempt).rejects.toBeInstanceOf(BrokenFile);
    expect(await kinds()).toEqual(before);
    expect(await db.$count(organisationSuccession)).toBe(57);
  });

  it("imports one file alone and joins it to what is there", async () => {
    const alone = await inTransaction(db, (tx) =>
      importOds(tx, path.join(folder, "gp-list-size.2022-05.csv"), context),
    );
    expect(alone.counts["list sizes"]).toBe(6503);
    expect(alone.changes).toEqual({ inserted: 0, updated: 0 });
  });

  it("closes the boards that were merged away and names who took over", async () => {
    const closed = await db
      .select({ code: organisation.code })
      .from(organisation)
      .where(and(eq(organisation.kind, "icb"), isNotNull(organisation.closedOn)));
    expect(closed.map((one) => one.code).sort()).toEqual(
      "QH8 QHG QJG QM7 QMJ QMM QNQ QNX QRV QU9 QUE QXU".split(" "),
    );
    expect(await organisationByCode(db, "qmj", today)).toMatchObject({
      name: "NHS North Central London Integrated Care Board",
      closedOn: "2026-03-31",
      successors: [{ code: "Z9B2Z" }],
    });
    const london = await organisationByCode(db, "Z9B2Z", today);
    expect(london!.predecessors.map((one) => one.code)).toEqual(["QMJ", "QRV"]);
    // On the day before, nobody had replaced it.
    expect((await organisationByCode(db, "QMJ", day("2026-03-31")))!.successors).toEqual([]);
  });

  it("refuses an organisation that closed, naming its successor", async () => {
    const refusal = inTransaction(db, (tx) => requireActive(tx, "QMJ", today));
    await expect(refusal).rejects.toMatchObject({
      code: "organisation-closed",
      public: { detail: expect.stringContaining("(Z9B2Z)") },
    });
    await expect(inTransaction(db, (tx) => requireActive(tx, "RR8", today))).resolves.toMatchObject({
      name: "Leeds Teaching Hospitals NHS Trust",
    });
    await expect(inTransaction(db, (tx) => requireActive(tx, "NOPE", today))).rejects.toMatchObject({
      kind: "not-found",
    });
  });

  it("offers an ICB its own practices, with their registered patients", async () => {
    const recipients = await recipientsOf(db, "QWO", today);
    const practices = recipients.filter((one) => one.kind === "gp_practice");
    expect(practices.length).toBeGreaterThan(250);
    expect(practices.find((one) => one.code === "B84613")?.name).toBe("Beechwood Medical Centre");
    const patients = await registeredPatientsOf(db, ["B84613", "RR8"], today);
    expect([...patients.keys()]).toEqual(["B84613"]);
    expect(patients.get("B84613")!.asAt).toBe("2022-05-01");
    expect((await recipientsOf(db, "B84613", today)).map((one) => one.code)).toEqual(["B84613"]);
    // A divided board's location goes where its practices' postcodes point: Colchester is in the Essex board.
    const essex = await recipientsOf(db, "D7T5G", today);
    expect(essex.filter((one) => one.kind === "gp_practice").length).toBeGreaterThan(150);
  });

  it("finds organisations by code, by a part of the name and by a misspelt name", async () => {
    const first = async (words: string) =>
      (await searchOrganisations(db, { words, activeOn: today, limit: 3 }))[0];
    expect((await first("rr8"))?.code).toBe("RR8");
    expect((await first("leeds teaching"))?.code).toBe("RR8");
    expect((await first("Leeds Teeching Hospitals NHS Trust"))?.code).toBe("RR8");
  });
});
