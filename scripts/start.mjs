// npm start and npm run dev. Node's own modules only up to here: nothing may be installed yet.
import { checkNode, ensureInstalled } from "./install.mjs";

checkNode();
ensureInstalled();
const { register } = await import("tsx/esm/api");
register();
const { start } = await import("./services.ts");
await start({ development: process.argv.includes("--dev") });
