import path from "node:path";

export interface SourceFile {
  /** Relative to the project, with slashes. */
  path: string;
  text: string;
}

export interface Import {
  specifier: string;
  /** The file of ours that it means; undefined for a package. */
  target: string | undefined;
  typeOnly: boolean;
}

const STATIC = /^\s*(?:import|export)\s+(type\s)?[^"';]*?from\s*["']([^"']+)["']/gm;
const SIDE_EFFECT = /^\s*import\s*["']([^"']+)["']/gm;
const DYNAMIC = /\bimport\(\s*["']([^"']+)["']/g;

/** The imports of a file, with the files of ours that they mean. `known` holds every path of the project. */
export function importsOf(file: SourceFile, known: ReadonlySet<string>): Import[] {
  const make = (specifier: string, typeOnly: boolean): Import => ({
    specifier,
    target: resolve(file.path, specifier, known),
    typeOnly,
  });
  return [
    ...[...file.text.matchAll(STATIC)].map((match) => make(match[2] ?? "", match[1] !== undefined)),
    ...[...file.text.matchAll(SIDE_EFFECT)].map((match) => make(match[1] ?? "", false)),
    ...[...file.text.matchAll(DYNAMIC)].map((match) => make(match[1] ?? "", false)),
  ];
}

function resolve(from: string, specifier: string, known: ReadonlySet<string>): string | undefined {
  const bare = specifier.replace(/\?.*$/, "");
  let base: string;
  if (bare === "~db") base = "db/index";
  else if (bare.startsWith("~db/")) base = `db/${bare.slice(4)}`;
  else if (bare.startsWith("~/")) base = `app/${bare.slice(2)}`;
  else if (bare.startsWith(".")) base = path.posix.join(path.posix.dirname(from), bare);
  else return undefined;
  const candidates = [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}.mjs`, `${base}.js`];
  // A file that does not exist (yet) still stands somewhere in the house.
  return candidates.find((candidate) => known.has(candidate)) ?? `${base}.ts`;
}

/** Circles of imports, each once, types included: two files that need each other's types are one thing in two places. */
export function circlesIn(imports: ReadonlyMap<string, Import[]>): string[][] {
  const done = new Set<string>();
  const circles: string[][] = [];
  const visit = (file: string, trail: string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0) {
      circles.push([...trail.slice(start), file]);
      return;
    }
    if (done.has(file)) return;
    for (const { target } of imports.get(file) ?? []) {
      if (target !== undefined) visit(target, [...trail, file]);
    }
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return circles;
}
