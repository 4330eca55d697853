import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { checkArchitecture } from "./setup/architecture-rules";
import { ROOMS } from "./setup/floor-plan";
import type { SourceFile } from "./setup/source-imports";

const root = path.resolve(import.meta.dirname, "..");

function projectFiles(): SourceFile[] {
  return ["app", "db", "scripts", "tests"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|mjs)$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => ({
        path: path.relative(root, file).split(path.sep).join("/"),
        text: readFileSync(file, "utf8"),
      })),
  );
}

/** The rules that a planted file breaks. */
const broken = (file: string, text: string, others: SourceFile[] = []): string[] =>
  checkArchitecture([{ path: file, text }, ...others])
    .filter((violation) => violation.file === file)
    .map((violation) => violation.rule);

describe("the house", () => {
  it("stands as planned", () => {
    const found = checkArchitecture(projectFiles());
    expect(found.map(({ file, rule, detail }) => `${file}: ${rule}: ${detail}`)).toEqual([]);
  });

  it("has a short README in every room", () => {
    const rooms = readdirSync(path.join(root, "app", "domain"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    for (const room of rooms) {
      const file = path.join(root, "app", "domain", room, "README.md");
      expect(existsSync(file), `app/domain/${room} has no README.md`).toBe(true);
      const lines = readFileSync(file, "utf8").trim().split("\n").length;
      expect(lines, `app/domain/${room}/README.md has ${lines} lines`).toBeLessThanOrEqual(45);
    }
  });

  it("has a plan of rooms without circles", () => {
    const reaches = (room: string, seen: string[]): boolean =>
      seen.includes(room) || (ROOMS[room] ?? []).some((next) => reaches(next, [...seen, room]));
    expect(Object.keys(ROOMS).filter((room) => reaches(room, []))).toEqual([]);
  });
});

describe("a planted violation fails", () => {
  it.each([
    ["app/domain/pricing/quote.ts", `import { shell } from "~/web/shell.server";`, "nothing looks up"],
    ["app/platform/log.server.ts", `import { page } from "../ui/page";`, "nothing looks up"],
    ["app/platform/clock.ts", `import { dayOf } from "../domain/shared/day";`, "nothing looks up"],
    [
      "app/domain/pricing/quote.ts",
      `import { balance } from "~/domain/funding/balance";`,
      "room dependencies",
    ],
    [
      "app/routes/funding/fund-add.tsx",
      "const step = stepOf(form);\nif (step !== 'submit') return shownAgain(form, step);",
      "a check step rehearses",
    ],
    ["app/domain/attic/box.ts", "export const box = 1;", "rooms are planned"],
    [
      "app/domain/invoices/raise-invoice.server.ts",
      `import { stripe } from "~/gateways/stripe.server";`,
      "domain never imports gateways",
    ],
    [
      "app/gateways/stripe.server.ts",
      `import { price } from "~/domain/pricing/price";`,
      "gateways never import domain",
    ],
    [
      "app/gateways/stand-ins/stripe.server.ts",
      `import { price } from "~/domain/pricing/price";`,
      "gateways never import domain",
    ],
    [
      "app/gateways/stripe.server.ts",
      `import { stripeHandlers } from "./stand-ins/stripe.server";`,
      "a stand-in is met over the network",
    ],
    [
      "app/jobs/send-invoice.ts",
      `import { stripeHandlers } from "~/gateways/stand-ins/stripe.server";`,
      "a stand-in is met over the network",
    ],
    ["scripts/serve.ts", `import { startApp } from "../tests/setup/app";`, "nothing leans on tests"],
    [
      "app/jobs/index.ts",
      `import type { StripeWorld } from "../../tests/setup/stripe-world";`,
      "nothing leans on tests",
    ],
    [
      "app/ui/kit/page.tsx",
      `import type { loader } from "../../routes/home/public-home";`,
      "ui never imports routes",
    ],
    [
      "app/web/paths.ts",
      `export const home = "routes/home/public-home.tsx";`,
      "only routes.ts names route files",
    ],
    ["app/routes/site/a.tsx", `import { b } from "./b";`, "only routes.ts names route files"],
    [
      "app/routes/invoices/pay.tsx",
      `import { pay } from "~/gateways/stripe.server";`,
      "a job is where the two meet",
    ],
    ["app/domain/orders/order.ts", `import { readFile } from "node:fs";`, "pure files"],
    ["app/domain/orders/order.ts", `import { order } from "~db/schema/orders";`, "pure files"],
    ["app/domain/orders/order.ts", `import { view } from "./order-views.server";`, "pure files"],
    ["app/domain/orders/order.ts", "export const now = () => new Date();", "time and chance are passed in"],
    ["app/domain/orders/place-order.server.ts", "const at = Date.now();", "time and chance are passed in"],
    [
      "app/domain/orders/place-order.server.ts",
      `import { connect } from "~db";\nexport async function placeOrder(tx: Tx) {}`,
      "domain gets its transaction",
    ],
    [
      "app/domain/orders/place-order.server.ts",
      "export async function placeOrder(orderId: string) {}",
      "tx or q comes first",
    ],
    [
      "app/domain/orders/place-order.server.ts",
      "export async function placeOrder(tx: Tx) {}\nexport async function cancelOrder(tx: Tx) {}",
      "one action, one exported function",
    ],
    [
      "app/domain/orders/place-order.server.ts",
      `import { env } from "~/platform/env.server";`,
      "domain reads no platform",
    ],
    [
      "app/ui/basket.tsx",
      `import { view } from "~/domain/orders/order-views.server";`,
      "ui runs in the browser",
    ],
    [
      "app/domain/orders/order-views.server.ts",
      `import { inArray } from "drizzle-orm";`,
      "lists are one parameter",
    ],
    [
      "app/web/home.server.ts",
      `import { and, notInArray as no } from "drizzle-orm";`,
      "lists are one parameter",
    ],
    [
      "app/domain/orders/place-order.server.ts",
      "export async function placeOrder(tx: Tx) {\n  await tx\n    .insert(share)\n    .values(\n      rows.map(of));\n}",
      "lists are one parameter",
    ],
    [
      "app/domain/orders/place-order.server.ts",
      "export async function placeOrder(tx: Tx) {\n  await tx.insert(share).values([...rows]);\n}",
      "lists are one parameter",
    ],
    [
      "app/domain/orders/order-views.server.ts",
      "const keys = sql.join(\n  input.keys.map((key) => sql`${key}`), sql`, `);",
      "lists are one parameter",
    ],
    [
      "app/domain/orders/order-number.server.ts",
      "const id = sql`select 'AG-' || lpad(nextval('agreement_number')::text, 4, '0')`;",
      "numbers are drawn in one place",
    ],
    [
      "app/domain/people/people-views.server.ts",
      "const words = `%${search.replaceAll(/[%_]/g, '')}%`;",
      "patterns are escaped in one place",
    ],
    [
      "app/web/shortlists/need-form.ts",
      "issue(name, `Enter the beds as a whole number of at most ${most}, for example 9`);",
      "ranges name both ends",
    ],
    [
      "app/web/orders/order-forms.ts",
      "const wrong = `The term must be at most ${most} months`;",
      "ranges name both ends",
    ],
    ["app/web/session.server.ts", "const person = personOf({ token, at: new Date() });", "one clock"],
    ["app/routes/home/public-home.tsx", "const late = session.endsAt < Date.now();", "one clock"],
    [
      "app/web/held.server.ts",
      "q.execute(sql`delete from held_form where expires_at < now()`);",
      "one clock",
    ],
    ["app/domain/money/long.ts", "export const a = 1;\n".repeat(301), "long files say why"],
    ["app/web/utils.ts", "export const a = 1;", "no utils or helpers"],
    ["app/domain/money/index.ts", "export const a = 1;", "no barrels"],
    ["app/domain/money/money.ts", "export default 1;", "named exports only"],
    ["app/domain/orders/order.ts", "export const orderDeed = 1;", "words of the field"],
    ["app/domain/orders/notify-payer.server.ts", "await tellPayer(tx);", "words of the field"],
    ["app/domain/orders/tell-payer.server.ts", "export const a = 1;", "words of the field"],
    ["app/domain/agreements/agreement.ts", "export type AgreementStanding = string;", "words of the field"],
    [
      "app/domain/certification/certificates/certificate.ts",
      "const mail = expiryLetter(of);",
      "words of the field",
    ],
    ["app/domain/catalogue/a.ts", "export const catalogueStamp = 1;", "words of the field"],
    ["app/domain/cost-sharing/sums.ts", "const payee = payeeFor(sheet);", "words of the field"],
    ["app/domain/cost-sharing/sums.ts", "bidSums(sheet);", "words of the field"],
    ["app/domain/orders/order.ts", "export function orderId() {\n}", "public functions are described"],
    [
      "app/domain/orders/order.ts",
      "// Not this.\nexport async function* a() {\n}",
      "public functions are described",
    ],
    ["app/domain/orders/order.ts", "/** */\nexport function a() {\n}", "public functions are described"],
    [
      "app/domain/orders/order.ts",
      "/** Of b. */\n\nexport function a() {\n}",
      "public functions are described",
    ],
    [
      "app/domain/orders/order.ts",
      "export const orderKey = (id: string) => `order:${id}`;",
      "public functions are described",
    ],
    [
      "app/domain/orders/order.ts",
      "export const a = <T,>(b: Map<T, () => T>): T[] =>\n  [...b.keys()];",
      "public functions are described",
    ],
    [
      "app/domain/orders/order.ts",
      `/** Lets the buyer through. */\nexport function requireBuyer({\n  a,\n}: {\n  a: 1;\n}) {\n  throw new Problem("not-allowed", "not-buyer", "No.");\n}`,
      "public functions are described",
    ],
    [
      "app/domain/orders/order.ts",
      `/** Throws Problem not-allowed. */\nexport function requireBuyer() {\n  throw new Problem(\n    "not-allowed",\n    "not-buyer", "No.");\n}`,
      "public functions are described",
    ],
    [
      "app/domain/orders/cancel-order.server.ts",
      `/** Throws Problem bad-request \`reason-missing\`. */\nexport function cancelOrder(text: string) {\n  requireReason(text);\n}`,
      "public functions are described",
    ],
  ])("%s with %j: %s", (file, text, rule) => {
    expect(broken(file, text)).toContain(rule);
  });

  it.each(["import", "import type"])("finds a circle of %s", (word) => {
    const other = { path: "app/domain/money/b.ts", text: `${word} { A } from "./a";\nexport type B = A;` };
    expect(broken("app/domain/money/a.ts", `${word} { B } from "./b";\nexport type A = B;`, [other])).toEqual(
      ["no circles"],
    );
  });
});

describe("what is allowed", () => {
  it.each([
    ["app/domain/orders/order.ts", "/** Tells nobody. */\nexport const outstanding = 'standing order';"],
    [
      "app/domain/orders/order.ts",
      `/** Throws Problem not-allowed \`not-buyer\`. */\nexport function requireBuyer() {\n  throw new Problem("not-allowed", "not-buyer", "No.");\n}\n\nfunction inner() {\n  throw new Problem("conflict", "late", "No.");\n}`,
    ],
    ["app/domain/orders/order.ts", "/** The key: a. */\nexport const a = (b: string) =>\n  `${b};`;"],
    [
      "app/domain/orders/order.ts",
      "export const MOST = 3;\nexport const NAMES = new Map(LIST.map((one) => [one, 1]));",
    ],
    ["app/web/paths.ts", "export function path() {\n}"],
    ["app/papers/grant-letter.server.ts", "export const grantLetterPdf = 1;"],
    ["app/domain/contracts/release.ts", "export const payee = 1;"],
    ["app/domain/orders/order.ts", `import { pence } from "~/domain/money/money";`],
    [
      "app/domain/orders/place-order.server.ts",
      `import type { Tx } from "~db";\nimport { order } from "~db/schema/orders";\nimport { enqueue } from "~/platform/queue.server";\n/** Places it. */\nexport async function placeOrder(tx: Tx) {}`,
    ],
    [
      "app/jobs/send-invoice.ts",
      `import { stripe } from "~/gateways/stripe.server";\nimport { x } from "~/domain/invoices/y.server";`,
    ],
    [
      "app/domain/orders/place-order.server.ts",
      "/** Places it. */\nexport async function placeOrder(tx: Tx) {\n  await tx.insert(a).values({ id });\n  await tx.insert(b).values([\n    { id },\n    { id }]);\n}",
    ],
    [
      "app/domain/money/long.ts",
      `// A table of rates, one line each\n${"export const a = 1;\n".repeat(301)}`,
    ],
  ])("%s with %j", (file, text) => {
    expect(broken(file, text)).toEqual([]);
  });
});
