import path from "node:path";
import { publicFunctionsAreDescribed } from "./docstring-rules";
import { fieldWords } from "./field-words";
import { FLOORS, OPEN_ROOMS, ROOMS, WORD_ROOMS } from "./floor-plan";
import { circlesIn, importsOf, type SourceFile, type Import } from "./source-imports";
import {
  listsAreOneParameter,
  numbersAreDrawn,
  oneClock,
  patternsAreEscaped,
  rangesNameBothEnds,
  withoutComments,
} from "./text-rules";

/*
 * What checks files against the plan of the house (floor-plan.ts). tests/architecture.test.ts runs it over the project and
 * over planted violations.
 */

export interface Violation {
  file: string;
  rule: string;
  detail: string;
}

/** What the domain may use of the platform: it may enqueue. It reads no environment, clock or log. */
const DOMAIN_MAY_USE = ["app/platform/queue.server.ts"];
/** The doors to a gateway besides jobs: the webhooks, sign-in, uploaded files, and the local stand-ins' own pages. */
const GATEWAY_DOORS = [
  /^app\/jobs\//,
  /^app\/papers\//,
  /^app\/routes\/webhooks\//,
  /^app\/web\/sign-in/,
  /^app\/web\/files\//,
  /^app\/web\/session/,
  /^app\/routes\/demo\/demo-payment/,
  /^scripts\//,
];
/** The stand-ins' own pages and what starts them; to everybody else a stand-in is the third party. */
const STAND_INS = "app/gateways/stand-ins/";
const STAND_IN_DOORS = [/^app\/gateways\/stand-ins\//, /^app\/routes\/demo\/demo-payment/, /^scripts\//];
const DEFAULT_EXPORTS = [
  /^app\/routes\//,
  /^app\/routes\.ts$/,
  /^app\/root\.tsx$/,
  /^app\/entry\.\w+\.tsx$/,
  /^[\w.-]+\.config\.[jt]s$/,
  // Vitest takes a reporter that stands in a file of its own by the default export.
  /^scripts\/[\w-]+-reporter\.mjs$/,
];
const INDEX_FILES = ["db/index.ts", "db/schema/index.ts", "app/jobs/index.ts"];
const LONGEST_FILE = 300;

const roomOf = (file: string) => /^app\/domain\/([^/]+)\//.exec(file)?.[1];
const floorOf = (file: string) => FLOORS.find(({ prefix }) => file.startsWith(prefix));
const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.startsWith("tests/");
const isServer = (file: string) => /\.server\.tsx?$/.test(file);
const isPure = (file: string) => roomOf(file) !== undefined && !isServer(file) && !isTest(file);

type Rule = (file: SourceFile, imports: Import[]) => Iterable<Omit<Violation, "file">>;

/** Checks files against the plan. Paths are relative to the project, with slashes. */
export function checkArchitecture(files: SourceFile[]): Violation[] {
  const known = new Set(files.map((file) => file.path));
  const imports = new Map(files.map((file) => [file.path, importsOf(file, known)]));
  const violations = files.flatMap((file) =>
    rules.flatMap((rule) =>
      [...rule(file, imports.get(file.path) ?? [])].map((found) => ({ file: file.path, ...found })),
    ),
  );
  const circles = circlesIn(imports).map((circle) => ({
    file: circle[0] ?? "",
    rule: "no circles",
    detail: circle.join(" -> "),
  }));
  return [...violations, ...circles];
}

const downhill: Rule = function* (file, imports) {
  const from = floorOf(file.path);
  if (!from || isTest(file.path)) return;
  for (const { target } of imports) {
    const to = target === undefined ? undefined : floorOf(target);
    if (!to || target === undefined) continue;
    if (from.name !== "platform" && WORD_ROOMS.includes(roomOf(target) ?? "")) continue;
    if (to.floor > from.floor) yield { rule: "nothing looks up", detail: `${from.name} imports ${target}` };
    if (
      to.floor === from.floor &&
      to.name !== from.name &&
      !(to.name === "routes" || to.name === "scripts")
    ) {
      yield { rule: "side by side", detail: `${from.name} imports ${target}` };
    }
    if (from.floor === 1 && to.floor !== 1) yield { rule: "db imports nothing of ours", detail: target };
  }
};

const domainRooms: Rule = function* (file, imports) {
  const room = roomOf(file.path);
  if (room === undefined || isTest(file.path)) return;
  const allowed = ROOMS[room];
  if (allowed === undefined) return yield { rule: "rooms are planned", detail: `${room} is not in the plan` };
  for (const { target, typeOnly } of imports) {
    if (target === undefined) continue;
    const other = roomOf(target);
    if (other !== undefined && other !== room && ![...OPEN_ROOMS, ...allowed].includes(other)) {
      yield { rule: "room dependencies", detail: `${room} imports ${other} (${target})` };
    }
    if (target.startsWith("app/platform/") && !DOMAIN_MAY_USE.includes(target)) {
      yield { rule: "domain reads no platform", detail: target };
    }
    if (target === "db/index.ts" && !typeOnly) {
      yield {
        rule: "domain gets its transaction",
        detail: "imports a value of ~db; only types may come from there",
      };
    }
  }
};

const fourNevers: Rule = function* (file, imports) {
  if (isTest(file.path)) return;
  for (const { target } of imports) {
    if (target === undefined) continue;
    if (roomOf(file.path) && target.startsWith("app/gateways/")) {
      yield { rule: "domain never imports gateways", detail: target };
    }
    if (file.path.startsWith("app/gateways/") && roomOf(target)) {
      yield { rule: "gateways never import domain", detail: target };
    }
    if (file.path.startsWith("app/ui/") && target.startsWith("app/routes")) {
      yield { rule: "ui never imports routes", detail: target };
    }
    if (target.startsWith("app/routes/")) yield { rule: "only routes.ts names route files", detail: target };
    const door =
      file.path.startsWith("app/gateways/") || GATEWAY_DOORS.some((pattern) => pattern.test(file.path));
    if (target.startsWith("app/gateways/") && !door)
      yield { rule: "a job is where the two meet", detail: target };
  }
  if (file.path !== "app/routes.ts" && /["'`](\.{1,2}\/|~\/)?routes\/[\w./$-]+\.tsx?["'`]/.test(file.text)) {
    yield { rule: "only routes.ts names route files", detail: "a string names one" };
  }
};

/** What runs for people stands by itself: tests lean on it, and it on nothing of theirs. */
const running: Rule = function* (file, imports) {
  if (isTest(file.path)) return;
  for (const { target } of imports) {
    if (target?.startsWith("tests/")) yield { rule: "nothing leans on tests", detail: target };
    const door = STAND_IN_DOORS.some((pattern) => pattern.test(file.path));
    if (target?.startsWith(STAND_INS) && !door) {
      yield { rule: "a stand-in is met over the network", detail: target };
    }
  }
};

const pureFiles: Rule = function* (file, imports) {
  if (isPure(file.path)) {
    for (const { specifier, target } of imports) {
      if (specifier.startsWith("node:")) yield { rule: "pure files", detail: `imports ${specifier}` };
      if (target === undefined) continue;
      if (isServer(target)) yield { rule: "pure files", detail: `imports ${target}` };
      if (target.startsWith("db/")) yield { rule: "pure files", detail: `imports ${target}` };
    }
    if (/\bprocess\.|\brandomUUID\b/.test(withoutComments(file.text))) {
      yield { rule: "pure files", detail: "reads the process or makes random ids" };
    }
  }
  if (roomOf(file.path) && !isTest(file.path)) {
    const hidden = /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\bprocess\.env\b/.exec(
      withoutComments(file.text),
    );
    if (hidden) yield { rule: "time and chance are passed in", detail: hidden[0] };
  }
  if (file.path.startsWith("app/ui/") && !isTest(file.path)) {
    for (const { target, typeOnly } of imports) {
      if (target && isServer(target) && !typeOnly) yield { rule: "ui runs in the browser", detail: target };
    }
  }
};

/** What touches the world takes a transaction (an action, one to a file) or something to read with; the rest is pure. */
const actions: Rule = function* (file) {
  if (!roomOf(file.path) || !isServer(file.path) || isTest(file.path)) return;
  const found = [
    ...withoutComments(file.text).matchAll(/^export (?:async )?function\*? (\w+)[^(]*\(\s*([\w{]+)/gm),
  ].map(([, name, parameter]) => ({ name, parameter }));
  const done = found.filter(({ parameter }) => parameter === "tx").map(({ name }) => name);
  if (done.length > 1) yield { rule: "one action, one exported function", detail: done.join(", ") };
  if (done.length === 1 && found.length > 1) {
    const others = found.filter(({ parameter }) => parameter !== "tx").map(({ name }) => name);
    yield {
      rule: "one action, one exported function",
      detail: `${done[0]} stands beside ${others.join(", ")}`,
    };
  }
  for (const { name, parameter } of found) {
    if (parameter === "tx" || parameter === "q") continue;
    yield {
      rule: "tx or q comes first",
      detail: `${name} takes ${parameter}; what needs neither is pure and has no .server`,
    };
  }
};

const shape: Rule = function* (file) {
  const lines = file.text.split("\n").length - 1;
  if (lines > LONGEST_FILE && !/^(\/\/|\/\*)/.test(file.text)) {
    yield { rule: "long files say why", detail: `${lines} lines and no reason in the first` };
  }
  if (/(^|\/)(utils?|helpers?)(\/|\.)/.test(file.path))
    yield { rule: "no utils or helpers", detail: file.path };
  if (path.basename(file.path).startsWith("index.") && !INDEX_FILES.includes(file.path)) {
    yield { rule: "no barrels", detail: file.path };
  }
  if (/^export default\b/m.test(file.text) && !DEFAULT_EXPORTS.some((pattern) => pattern.test(file.path))) {
    yield { rule: "named exports only", detail: "has a default export" };
  }
};

/** A form with a check step is judged there as at its last step: by the command itself. */
const checksAreRehearsed: Rule = function* (file) {
  if (!file.path.startsWith("app/routes/") || !/\bstepOf\(/.test(file.text)) return;
  if (!/\bawait rehearse\(/.test(file.text)) {
    yield { rule: "a check step rehearses", detail: "shows a check page for what may then be refused" };
  }
};

const rules: Rule[] = [
  checksAreRehearsed,
  downhill,
  domainRooms,
  fourNevers,
  running,
  pureFiles,
  actions,
  shape,
  listsAreOneParameter,
  numbersAreDrawn,
  patternsAreEscaped,
  rangesNameBothEnds,
  oneClock,
  fieldWords,
  publicFunctionsAreDescribed,
];
