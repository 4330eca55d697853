import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { migrateDatabase } from "../../../scripts/migrate";
import { proofKey } from "~/domain/shared/proof";
import { withAdmin } from "../../setup/test-database";

const OURS = path.resolve(import.meta.dirname, "../../../db/migrations");

/** Our migrations up to and with the one of a number: what a portal of that time had. */
function migrationsUpTo(number: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), "migrations-"));
  cpSync(OURS, folder, { recursive: true });
  const journal = path.join(folder, "meta", "_journal.json");
  const all = JSON.parse(readFileSync(journal, "utf8")) as { entries: { idx: number }[] };
  writeFileSync(
    journal,
    JSON.stringify({ ...all, entries: all.entries.filter((each) => each.idx <= number) }),
  );
  return folder;
}

describe("a database that holds one proof in two spellings", () => {
  const name = `test_${process.pid}_${randomBytes(5).toString("hex")}`;
  const url = new URL(inject("postgresUrl"));
  let sql: postgres.Sql;
  let before: unknown[];

  const spends = () =>
    sql`select evidence, amount_pence, description, withdrawn_at from local_spend order by recorded_at, evidence`;

  const migrateTo = async (number: number) => {
    const folder = migrationsUpTo(number);
    await migrateDatabase(url.href, folder);
    rmSync(folder, { recursive: true });
  };

  beforeAll(async () => {
    await withAdmin(url.href, (admin) => admin`create database ${admin(name)}`);
    url.pathname = `/${name}`;
    await migrateTo(26);
    sql = postgres(url.href, { max: 1, onnotice: () => {} });
    await sql`insert into organisation (code, scheme, name, kind, source) values ('RR8', 'ods', 'Leeds', 'trust', 'test'), ('RGT', 'ods', 'Cambridge', 'trust', 'test')`;
    await sql`insert into "user" (id, name, email) values ('u1', 'Grace', 'grace@example.org')`;
    const spend = (code: string, evidence: string, day: string, withdrawn = false) =>
      sql`insert into local_spend (organisation_code, category, spent_on, amount_pence, description, evidence, recorded_by, recorded_at, withdrawn_at)
        values (${code}, 'training-change', '2026-09-01', 125000, ${`Recorded on ${day}`}, ${evidence}, 'u1', ${`${day}T09:00:00Z`}, ${withdrawn ? `${day}T10:00:00Z` : null})`;
    await spend("RR8", "INV 20817", "2026-09-01", true);
    await spend("RR8", "INV 20817", "2026-09-02");
    await spend("RR8", "inv 20817 ", "2026-09-03");
    await spend("RR8", "Inv20817", "2026-09-04");
    await spend("RR8", "INV 20818", "2026-09-05");
    await spend("RR8", "INV-20818", "2026-09-07");
    await spend("RR8", "– –", "2026-09-08");
    // One number by the key of 0031, and two by that of 0033.
    await spend("RR8", "INV 20819/2", "2026-09-09");
    await spend("RR8", "INV 208192", "2026-09-10");
    await spend("RR8", "inv 20819 - 2", "2026-09-11");
    await spend("RGT", "inv 20817", "2026-09-06");
    // Payments stand on invoices, and those on orders, as matches of spend do; only what is asked of them matters here.
    await sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`insert into local_spend_use (local_spend_id, order_id, amount_pence)
        select id, 'C010001-01', 100 from local_spend where evidence = 'INV 20818'`;
      await tx`insert into payment (invoice_number, method, amount_pence, paid_on, reference, recorded_at) values
        ('INV-1', 'bacs', 100, '2026-09-01', 'RR8 0001', '2026-09-01T09:00:00Z'),
        ('INV-2', 'bacs', 100, '2026-09-02', 'rr8 0001', '2026-09-02T09:00:00Z'),
        ('INV-3', 'stripe', 100, '2026-09-03', 'pi_A', '2026-09-03T09:00:00Z'),
        ('INV-4', 'stripe', 100, '2026-09-04', 'pi_a', '2026-09-04T09:00:00Z'),
        ('INV-5', 'bacs', 100, '2026-09-05', 'BACS INV-000132', '2026-09-05T09:00:00Z'),
        ('INV-6', 'bacs', 100, '2026-09-06', 'bacs-inv 000132', '2026-09-06T09:00:00Z'),
        ('INV-7', 'bacs', 100, '2026-09-07', 'BACS 000132/2', '2026-09-07T09:00:00Z'),
        ('INV-8', 'bacs', 100, '2026-09-08', 'BACS 0001322', '2026-09-08T09:00:00Z')`;
    });
    before = await spends();
    // One at a time, as a portal of that time was: PostgreSQL asks again for the invoice of a row that one transaction writes twice.
    await migrateTo(30);
    await migrateTo(31);
    await migrateDatabase(url.href);
  });

  afterAll(async () => {
    await sql?.end();
    await withAdmin(
      inject("postgresUrl"),
      (admin) => admin`drop database if exists ${admin(name)} with (force)`,
    );
  });

  it("is brought up to date with every record as it was", async () => {
    expect(await spends()).toEqual(before);
    expect(before).toHaveLength(11);
  });

  it("tells the later records by their key, and leaves other organisations and withdrawn ones alone", async () => {
    const keys =
      await sql`select organisation_code || ' ' || evidence_key as key from local_spend order by recorded_at`;
    expect(keys.map((row) => row.key)).toEqual([
      "RR8 inv20817",
      "RR8 inv20817",
      "RR8 inv20817 2",
      "RR8 inv20817 3",
      "RR8 inv20818",
      "RGT inv20817",
      "RR8 inv20818 2",
      "RR8 ––",
      "RR8 inv20819/2",
      "RR8 inv208192",
      "RR8 inv20819/2 2",
    ]);
  });

  it("compares bank references the same way and Stripe's as they are", async () => {
    const keys = await sql`select reference_key as key from payment order by invoice_number`;
    expect(keys.map((row) => row.key)).toEqual([
      "rr80001",
      "rr80001 2",
      "pi_A",
      "pi_a",
      "bacsinv000132",
      "bacsinv000132 2",
      "bacs000132/2",
      "bacs0001322",
    ]);
  });

  it("has made the keys that the domain makes, but for the number after a space", async () => {
    const rows = [
      ...(await sql`select evidence as proof, evidence_key as key from local_spend`),
      ...(await sql`select reference as proof, reference_key as key from payment where method = 'bacs'`),
    ] as { proof: string; key: string }[];
    expect(rows).toHaveLength(17);
    for (const { proof, key } of rows) expect(key.split(" ")[0]).toBe(proofKey(proof));
  });

  it("makes a key of any reference as the domain does", async () => {
    const part = fc.oneof(
      fc.constantFrom(..."0123456789aZéÏß½²①Ｉ٣"),
      fc.constantFrom(..." \t\u00a0\u1680\u2003\u200b\u00ad\u2028\u3000\ufeff\u0085"),
      fc.constantFrom(..."-/.,:;_()[]{}#&+*\"'£§×÷–—−…⁄。、〜／－．"),
      fc.string({ unit: "grapheme", maxLength: 2 }).filter((text) => !/[\0İΣς\ud800-\udfff]/u.test(text)),
    );
    const reference = fc.array(part, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(""));
    const references = fc.sample(reference, { numRuns: 5_000, seed: 20_817 });
    const keys =
      await sql`select proof_key(each) as key from unnest(${references}::text[]) with ordinality as list (each, place) order by place`;
    expect(keys.map(({ key }) => key as string)).toEqual(references.map(proofKey));
  });

  it("has confirmed what orders had matched, and lets all else wait", async () => {
    const rows = await sql`select evidence, decided_at = recorded_at as dated, decided_by from local_spend
      where state = 'confirmed'`;
    expect([...rows]).toEqual([{ evidence: "INV 20818", dated: true, decided_by: null }]);
    const [waiting] = await sql`select count(*)::int as count from local_spend where state = 'waiting'`;
    expect(waiting!.count).toBe(10);
  });

  it("refuses from then on what spells a proof otherwise, and still keeps what was recorded", async () => {
    await expect(
      sql`insert into local_spend (organisation_code, category, spent_on, amount_pence, description, evidence, evidence_key, recorded_by, recorded_at)
        values ('RGT', 'training-change', '2026-09-01', 1, 'x', 'INV20817', 'inv20817', 'u1', now())`,
    ).rejects.toMatchObject({ constraint_name: "local_spend_evidence_once" });
    await expect(sql`update local_spend set evidence_key = 'other'`).rejects.toMatchObject({ code: "DV001" });
    await expect(sql`update payment set reference_key = 'other'`).rejects.toMatchObject({ code: "DV001" });
  });
});
