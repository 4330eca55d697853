import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";
import { expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** The packages that a built file loads at its start. */
function packagesOf(file: string): string[] {
  const named = [...read(file).matchAll(/^(?:import|export)\b[^;"']*?["']([^"']+)["']/gm)].map(
    ([, name]) => name!,
  );
  const outside = named.filter((name) => !/^(node:|\.)/.test(name) && !builtinModules.includes(name));
  return outside.map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)![0]);
}

it.each(["build/serve.js", "build/worker.js", "build/server/index.js"])(
  "%s starts without the packages of development, which an image leaves out",
  (file) => {
    const kept = Object.keys((JSON.parse(read("package.json")) as { dependencies: object }).dependencies);
    const needed = packagesOf(file);
    expect(needed).toContain("zod");
    expect(needed.filter((name) => !kept.includes(name))).toEqual([]);
  },
);

it("is what the Dockerfile starts", () => {
  const command = /^CMD (\[.*\])$/m.exec(read("Dockerfile"))![1]!;
  expect((JSON.parse(command) as string[]).at(-1)).toBe("build/serve.js");
});
