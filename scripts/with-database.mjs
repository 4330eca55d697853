// node scripts/with-database.mjs FILE ARGS... runs a TypeScript file with an installed project, PostgreSQL and a migrated
// database, and stops what it started.
import { checkNode, ensureInstalled } from "./install.mjs";

checkNode();
ensureInstalled();
const [file, ...args] = process.argv.slice(2);
if (!file) {
  console.error("Usage: node scripts/with-database.mjs FILE ARGS...");
  process.exit(2);
}
const { register } = await import("tsx/esm/api");
register();
const { withDatabase } = await import("./prepare.ts");
await withDatabase(file, args);
