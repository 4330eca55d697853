import { randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { claim, evidence } from "~db/schema/certification";
import { uploadedFile } from "~db/schema/files";
import { decideClaim } from "~/domain/certification/claims/decide-claim.server";
import { giveEvidence } from "~/domain/certification/claims/give-evidence.server";
import { startClaim } from "~/domain/certification/claims/start-claim.server";
import { submitClaim } from "~/domain/certification/claims/submit-claim.server";
import { takeUpClaim } from "~/domain/certification/claims/take-up-claim.server";
import { lockedUnnamed } from "~/domain/files/file-views.server";
import { recordFile } from "~/domain/files/record-file.server";
import { day } from "~/domain/shared/day";
import { folderStore } from "~/gateways/file-store.server";
import { pruneForgottenFiles } from "~/jobs/forgotten-files";
import { makeSolution, makeStandard, makeSupplier, officer, supplierPerson } from "../../factories/standards";
import { testDatabase } from "../../setup/test-database";

/* What a claim was sent with is kept for ever: the database refuses everything else. */
const { db } = await testDatabase();
const at = new Date("2026-06-01T09:00:00Z");
const today = day("2026-06-01");
const daniel = supplierPerson("SUP-alder");
const owen = officer("assessor");
const link = (reference: string) => ({ itemPosition: 1, kind: "url" as const, reference });
const run = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
const send = (claimId: string) => run((tx) => submitClaim(tx, { actor: daniel, at, today, claimId }));
const give = (claimId: string, one: Parameters<typeof giveEvidence>[1]["evidence"][number], actor = daniel) =>
  run((tx) => giveEvidence(tx, { actor, at, today, claimId, evidence: [one] }));
const file = () => ({
  id: randomUUID(),
  name: "case.pdf",
  kind: "pdf" as const,
  bytes: 12,
  sha256: "0".repeat(64),
  scan: "not_scanned" as const,
});
let claimId = "";

beforeAll(async () => {
  await run(async (tx) => {
    await makeSupplier(tx);
    await makeSupplier(tx, "birch", "Birch");
    await makeSolution(tx);
    const versions = [
      { version: "1", effectiveFrom: day("2021-01-01"), validityMonths: 12, evidence: ["Safety case"] },
    ];
    await makeStandard(tx, { versions });
    claimId = await startClaim(tx, {
      actor: daniel,
      at,
      today,
      supplierId: "alder",
      solutionId: "s1",
      standardVersionId: "dtac@1",
    });
  });
});

const stored = () =>
  db
    .select({ submission: evidence.submission, reference: evidence.reference })
    .from(evidence)
    .where(eq(evidence.claimId, claimId))
    .orderBy(evidence.submission);

/** What the database itself says to a write, whoever asks. */
const refusal = async (work: (tx: Tx) => Promise<unknown>): Promise<string> => {
  const error = await run(work).then(
    () => null,
    (reason: unknown) => reason as { cause?: { message: string } },
  );
  return error?.cause?.message ?? "nothing";
};

describe("evidence of a claim", () => {
  it("is replaced while the claim is with its supplier, and never once it is sent", async () => {
    await give(claimId, link("https://a.example/1"));
    await give(claimId, link("https://a.example/2"));
    expect(await stored()).toEqual([{ submission: 1, reference: "https://a.example/2" }]);
    await send(claimId);
    const mine = eq(evidence.claimId, claimId);
    const kept = "evidence of a claim that was sent is never changed, added to or deleted";
    expect(await refusal((tx) => tx.update(evidence).set({ reference: "x" }).where(mine))).toContain(kept);
    expect(await refusal((tx) => tx.delete(evidence).where(mine))).toContain(kept);
    const row = { claimId, itemTitle: "Safety case", ...link("x") };
    expect(await refusal((tx) => tx.insert(evidence).values(row))).toContain(kept);
    expect(await refusal((tx) => tx.delete(claim).where(eq(claim.id, claimId)))).not.toBe("nothing");
    await expect(give(claimId, link("x"))).rejects.toMatchObject({ code: "claim-sent" });
  });

  it("of a claim that came back is a copy that the supplier changes: what was decided on stays", async () => {
    await run((tx) => takeUpClaim(tx, { actor: owen, at, claimId }));
    const decision = { claimId, decision: "return" as const, reason: "Not signed." };
    await run((tx) => decideClaim(tx, { actor: owen, at, today, ...decision }));
    await give(claimId, link("https://a.example/signed"));
    expect(await stored()).toEqual([
      { submission: 1, reference: "https://a.example/2" },
      { submission: 2, reference: "https://a.example/signed" },
    ]);
    const first = and(eq(evidence.claimId, claimId), eq(evidence.submission, 1));
    expect(await refusal((tx) => tx.delete(evidence).where(first))).not.toBe("nothing");
    const back = (tx: Tx) => tx.update(claim).set({ submission: 1 }).where(eq(claim.id, claimId));
    expect(await refusal(back)).toContain("submissions of a claim only count up");
  });

  it("of two people who send at once is sent once", async () => {
    const results = await Promise.allSettled([send(claimId), send(claimId), send(claimId)]);
    expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const refusals = results.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
    expect(refusals).toEqual(["claim-sent", "claim-sent"]);
  });
});

describe("a file", () => {
  it("is evidence only for those who brought it, and is known as it came for ever", async () => {
    const facts = await run((tx) => recordFile(tx, { actor: daniel, at, file: file() }));
    const theirs = await run((tx) =>
      recordFile(tx, { actor: supplierPerson("SUP-birch"), at, file: file() }),
    );
    await run((tx) => makeSolution(tx, { id: "s2", name: "Second" }));
    const other = await run((tx) =>
      startClaim(tx, {
        actor: daniel,
        at,
        today,
        supplierId: "alder",
        solutionId: "s2",
        standardVersionId: "dtac@1",
      }),
    );
    const as = (fileId: string) => ({
      itemPosition: 1,
      kind: "file" as const,
      reference: "case.pdf",
      fileId,
    });
    await expect(give(other, as(theirs.id))).rejects.toMatchObject({ code: "file-missing" });
    await expect(give(other, as(randomUUID()))).rejects.toMatchObject({ code: "file-missing" });
    await give(other, as(facts.id));
    const change = (tx: Tx) =>
      tx.update(uploadedFile).set({ name: "other.pdf" }).where(eq(uploadedFile.id, facts.id));
    expect(await refusal(change)).toContain("what is known of an uploaded file never changes");
    const gone = (tx: Tx) => tx.delete(uploadedFile).where(eq(uploadedFile.id, facts.id));
    expect(await refusal(gone)).not.toBe("nothing");
  });

  it.each([
    ["of 11 MB", { bytes: 11 * 1024 * 1024 }],
    ["that is empty", { bytes: 0 }],
  ])("%s is refused, and so it is by the database", async (_, wrong) => {
    const given = { ...file(), ...wrong };
    await expect(run((tx) => recordFile(tx, { actor: daniel, at, file: given }))).rejects.toMatchObject({
      code: "file-not-taken",
    });
    const row = { ...given, organisationCode: "SUP-alder", uploadedAt: at };
    expect(await refusal((tx) => tx.insert(uploadedFile).values(row))).toContain("uploaded_file_size");
  });

  it("that nothing names goes two days after it came, with its bytes; one that is named stays", async () => {
    const store = folderStore(await mkdtemp(path.join(tmpdir(), "files-")));
    const rows = await db.select().from(uploadedFile);
    for (const { id } of rows) await store.put(id, Buffer.from("%PDF-1.7 x"));
    const named = await db.select({ id: evidence.fileId }).from(evidence);
    const kept = new Set(named.flatMap((row) => row.id ?? []));
    expect(kept.size).toBe(1);
    const unnamed = await Promise.all(
      rows.map(async ({ id }) => [id, await run((tx) => lockedUnnamed(tx, id))]),
    );
    expect(unnamed).toEqual(rows.map(({ id }) => [id, !kept.has(id)]));
    expect(await pruneForgottenFiles(db, store, new Date("2026-06-03T08:59:59Z"))).toBe(0);
    expect(await pruneForgottenFiles(db, store, new Date("2026-06-03T09:00:01Z"))).toBe(rows.length - 1);
    for (const { id } of rows) expect((await store.get(id)) !== null).toBe(kept.has(id));
    expect(await pruneForgottenFiles(db, store, new Date("2026-07-01T09:00:00Z"))).toBe(0);
  });

  it("has an id that names no path", async () => {
    const store = folderStore(await mkdtemp(path.join(tmpdir(), "files-")));
    await expect(store.put("../../escape", Buffer.from("x"))).rejects.toThrow("not the id of a file");
    await expect(store.get("../../../etc/passwd")).rejects.toThrow("not the id of a file");
    expect(await store.get(randomUUID())).toBeNull();
    await store.remove(randomUUID());
  });
});
