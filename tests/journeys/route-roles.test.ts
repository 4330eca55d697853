import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { makePeople, PEOPLE } from "../factories/people";
import { startApp, type RunningApp } from "../setup/app";
import { ALL, PERSONAS, ROUTE_ROLES, type Persona, type RouteRow } from "../setup/route-roles";
import { get, post, signInAs } from "../setup/sign-in";
import { unspokenOn } from "../setup/spoken-words";
import { testDatabase } from "../setup/test-database";

interface BuiltRoute {
  id: string;
  hasAction: boolean;
}

/** What the build knows of the routes: the manifest that it gives to browsers. */
function builtRoutes(): BuiltRoute[] {
  const folder = path.resolve(import.meta.dirname, "../../build/client/assets");
  const name = readdirSync(folder).find((file) => /^manifest-.*\.js$/.test(file));
  if (!name) throw new Error("the build has no manifest");
  const text = readFileSync(path.join(folder, name), "utf8");
  const json = text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1);
  const { routes } = JSON.parse(json) as { routes: Record<string, BuiltRoute> };
  return Object.values(routes).filter(({ id }) => id !== "root");
}

const routes = builtRoutes();
const rows = Object.entries(ROUTE_ROLES).filter(([id]) => routes.some((route) => route.id === id));

describe("the matrix of routes and roles", () => {
  it("has a row for every route, and none for a route that is not there", () => {
    expect(routes.map(({ id }) => id).filter((id) => !ROUTE_ROLES[id])).toEqual([]);
    expect(Object.keys(ROUTE_ROLES).filter((id) => !routes.some((route) => route.id === id))).toEqual([]);
  });

  it("says for every route with an action who may act there", () => {
    expect(
      routes.filter(({ id, hasAction }) => hasAction && ROUTE_ROLES[id] && !ROUTE_ROLES[id].act),
    ).toEqual([]);
  });
});

let app: RunningApp;
const cookies = new Map<Persona, string | undefined>();

beforeAll(async () => {
  const database = await testDatabase();
  await makePeople(database.db);
  app = await startApp({ databaseUrl: database.url, worker: false });
  for (const persona of ALL) {
    const key = PERSONAS[persona];
    cookies.set(persona, key ? await signInAs(app, PEOPLE[key].email) : undefined);
  }
});

function expected(rule: RouteRow["see"], persona: Persona): number {
  const named = rule.instead?.[persona];
  if (named !== undefined) return named;
  if (rule.who.includes(persona)) return rule.answer ?? 200;
  return persona === "anonymous" ? 302 : 403;
}

describe.each(rows)("%s", (_id, row) => {
  it(`answers those who may see ${row.ask}, and nobody else`, async () => {
    const answers = await Promise.all(ALL.map((persona) => get(app, row.ask, cookies.get(persona))));
    const got = Object.fromEntries(ALL.map((persona, index) => [persona, answers[index]!.status]));
    expect(got).toEqual(Object.fromEntries(ALL.map((persona) => [persona, expected(row.see, persona)])));
    // A refusal speaks as every page does: no number of the machine stands in it.
    const refusals = answers.filter(
      ({ status, headers }) =>
        (status === 403 || status === 404) && headers.get("content-type")?.startsWith("text/html"),
    );
    const pages = await Promise.all(refusals.map((answer) => answer.text()));
    expect([...new Set(pages.flatMap(unspokenOn))]).toEqual([]);
  });

  // Signing out (nobody in `who`) would end the sessions that the other rows need.
  const { act } = row;
  if (!act || act.who.length === 0) return;
  it("takes a form from those who may act, and nobody else", async () => {
    const answers = await Promise.all(
      ALL.map((persona) => post(app, row.ask, act.form ?? {}, cookies.get(persona))),
    );
    const got = Object.fromEntries(ALL.map((persona, index) => [persona, answers[index]!.status]));
    expect(got).toEqual(Object.fromEntries(ALL.map((persona) => [persona, expected(act, persona)])));
  });
});
