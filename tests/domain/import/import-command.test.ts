import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { organisation } from "~db/schema/organisations";
import { describeWithSharedData } from "../../setup/shared-data";
import { type TestDatabase, testDatabase } from "../../setup/test-database";

const root = path.resolve(import.meta.dirname, "../../..");

interface Ended {
  code: number | null;
  out: string;
  error: string;
}

describeWithSharedData("the import command", (data) => {
  let database: TestDatabase;
  const folder = mkdtempSync(path.join(tmpdir(), "dovetail-import-"));

  beforeAll(async () => {
    database = await testDatabase();
  });

  function command(...args: string[]): Promise<Ended> {
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/import/main.ts", ...args], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: database.url },
    });
    const ended: Ended = { code: null, out: "", error: "" };
    child.stdout.on("data", (chunk: Buffer) => (ended.out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (ended.error += chunk.toString()));
    return new Promise((resolve) => child.on("close", (code) => resolve({ ...ended, code })));
  }

  it("prints the counts, the progress and where the rejected rows are", async () => {
    const report = path.join(folder, "rejected.csv");
    const { code, out, error } = await command("all", data, "--dry-run", "--report", report);
    expect(code).toBe(0);
    expect(out).toMatch(/NHS trusts +274/);
    expect(out).toMatch(/list prices +115/);
    expect(out).toContain("dry run, nothing was changed");
    expect(error).toContain("ods: reading trusts.csv and etr.csv");
    const rejected = readFileSync(path.join(folder, "rejected-ods.csv"), "utf8");
    expect(rejected).toContain("file,line,reason");
    expect(rejected).toContain("gp-list-size.2022-05.csv,6503,No file names the practice Y07025.");
    expect(await database.db.$count(organisation)).toBe(0);
  }, 60_000);

  it("ends with 1 on a broken file and with 2 on what it does not understand", async () => {
    const broken = path.join(data, "catalogue", "gen2_capability_assessments_invalid_missing_data.csv");
    const refused = await command("catalogue", broken);
    expect(refused.code).toBe(1);
    expect(refused.error).toContain("line 6 lacks the Solution ID");
    expect(refused.error).toContain("Nothing of this kind was changed.");
    const puzzled = await command("weather", data);
    expect(puzzled.code).toBe(2);
    expect(puzzled.error).toContain("Usage: npm run import");
  }, 60_000);
});
