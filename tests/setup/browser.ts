import { execFileSync, execSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";
import { withParsedPages } from "./parsed-pages";

/** The shell without windows comes first: it takes less than half of the processor time of the whole browser. */
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
/** Of the package manager, the first that it has. */
const PACKAGES = ["chromium-headless-shell", "chromium"];
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts a headless Chromium: the one CHROMIUM_PATH names, the system's, or (as root) one from the package manager. */
export async function launchBrowser(): Promise<Browser> {
  return withParsedPages(await chromium.launch({ executablePath: ensureChromium(), args: FLAGS }));
}

/** Answers the path of a Chromium, installing one when there is none. */
export const ensureChromium = (): string => findChromium() ?? installChromium();

function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH: there is no file ${given}`);
    return given;
  }
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const onMac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  return [...candidates, onMac].find((file) => existsSync(file));
}

function installChromium(): string {
  if (process.getuid?.() !== 0) {
    throw new Error("The journeys need a Chromium: install one, or name it in CHROMIUM_PATH.");
  }
  execSync("apt-get update", { stdio: "ignore", timeout: 300_000 });
  const lockWait = ["-o", "DPkg::Lock::Timeout=300"];
  const install = (name: string) =>
    execFileSync("apt-get", [...lockWait, "install", "-y", "--no-install-recommends", name], {
      stdio: "ignore",
      timeout: 600_000,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  for (const name of PACKAGES) {
    try {
      install(name);
    } catch {
      // Not every distribution packs the shell alone.
      continue;
    }
    const found = findChromium();
    if (found) return found;
  }
  throw new Error("No Chromium could be installed: install one, or name it in CHROMIUM_PATH.");
}
