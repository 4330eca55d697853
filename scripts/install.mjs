// Runs before anything is installed: Node's own modules only.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");
const OLDEST = [20, 19];

/** Stops with a plain message when this Node is too old. */
export function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  console.error(`Dovetail needs Node ${OLDEST.join(".")} or later; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Installs what package-lock.json asks for, unless exactly that is installed. Stops when it cannot. */
export function ensureInstalled() {
  const difference = firstDifference();
  if (difference === undefined) return;
  console.log(`Installing the dependencies (${difference})`);
  // npm ci refuses a lock file that lacks another platform's optional package, which a partial mirror of the registry
  // brings about; npm install takes the same versions from it and asks less.
  if (npm("ci", "--include=dev") || npm("install", "--include=dev", "--no-save")) return;
  console.error("The dependencies could not be installed; npm says why above.");
  process.exit(1);
}

/** Runs npm; true when it succeeded. Under npm its own program is named in npm_execpath, else it is on the path. */
function npm(...args) {
  const own = process.env.npm_execpath?.endsWith(".js")
    ? [process.execPath, process.env.npm_execpath]
    : undefined;
  const [program, ...before] = own ?? [process.platform === "win32" ? "npm.cmd" : "npm"];
  const result = spawnSync(program, [...before, ...args, "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: own === undefined && process.platform === "win32",
  });
  return result.status === 0;
}

/**
 * npm writes what it installed into node_modules/.package-lock.json as its last step, so a comparison finds a missing,
 * an interrupted and an outdated install alike. Packages for other machines are optional and left out.
 * @returns {string | undefined}
 */
function firstDifference() {
  const installedFile = path.join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installedFile)) return "there are none yet";
  const wanted = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedFile, "utf8")).packages;
  for (const [name, { version, optional, devOptional, peer }] of Object.entries(wanted)) {
    if (name === "" || optional || devOptional || peer) continue;
    if (installed[name]?.version !== version) return `${name.replace("node_modules/", "")} is not ${version}`;
  }
  return undefined;
}
