// npm run soak: what takes too long for every npm test. Files can be named: npm run soak -- kill
import { spawnSync } from "node:child_process";
import path from "node:path";
import { checkNode, ensureInstalled } from "./install.mjs";
import { clearReports, countsOf, readReport, vitestArguments } from "./test-reports.mjs";

checkNode();
ensureInstalled();
clearReports();
process.env.TEST_RUN = String(process.pid);
const { status } = spawnSync(process.execPath, [...vitestArguments("soak"), ...process.argv.slice(2)], {
  cwd: path.resolve(import.meta.dirname, ".."),
  stdio: ["ignore", "inherit", "inherit"],
});
const { passed, failed, skipped } = countsOf(readReport("soak"), status === 0);
if (skipped > 0) console.log(`\n${skipped} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
