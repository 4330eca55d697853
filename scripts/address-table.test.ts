import { matchRoutes } from "@remix-run/react";
import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import routes from "../app/routes";
import { ROUTE_ROLES } from "../tests/setup/route-roles";
import { AddressTable, pagePathOf } from "./address-table";

const table = new AddressTable(routes);
const tree = [{ id: "root", path: "", children: routes.map(({ id, path, index }) => ({ id, path, index })) }];

/** What the router itself finds. */
function byRouter(pathname: string): string | null {
  return matchRoutes(tree as Parameters<typeof matchRoutes>[0], { pathname })?.at(-1)?.route.id ?? null;
}

// The router warns of each address that cannot be decoded.
beforeAll(() => void vi.spyOn(console, "warn").mockImplementation(() => {}));

describe("the table of addresses", () => {
  it.each(Object.entries(ROUTE_ROLES))("finds %s", (id, { ask }) => {
    const { pathname } = new URL(ask, "http://localhost");
    expect([table.find(pathname), byRouter(pathname)]).toEqual([id, id]);
  });

  it.each([
    "/",
    "//",
    "/solutions/",
    "/Solutions",
    "/solutions//",
    "/solutions//x",
    "/solutions/a%2Fb",
    "/solutions/a%20b",
    "/solutions/%",
    "/solutions/%E0%A4%A",
    "/s%6Flutions",
    "/solutions.csv",
    "/solutionsXcsv",
    "/api",
    "/api/",
    "/api/v2/none",
    "/standards/dtac/standard.csv/more",
    "/none",
    "/commercial",
    "/commercial/",
    "/commercial/none/of/these",
    "/*",
    "/:id",
    "/solutions/:id",
  ])("answers %s as the router does", (pathname) => {
    expect(table.find(pathname)).toBe(byRouter(pathname));
  });

  it("answers as the router does whatever the path is made of", () => {
    const words = [...new Set(routes.flatMap(({ path = "" }) => path.split("/")))];
    const segment = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...words) },
      { weight: 1, arbitrary: fc.constantFrom("", "x", "C010001-01", "2026.pdf", "%2F", "%", ".", "NEW") },
      { weight: 1, arbitrary: fc.string({ maxLength: 4 }).map(encodeURIComponent) },
    );
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 6 }), (segments) => {
        const pathname = `/${segments.join("/")}`;
        expect(table.find(pathname), pathname).toBe(byRouter(pathname));
      }),
      { numRuns: 400 },
    );
  });

  it("ranks as the router does where routes rival", () => {
    const rivals = [
      "a/:id",
      "a/new",
      "a/*",
      ":any",
      "*",
      "a/:id/b",
      "a/:id/:file",
      ":x/new/b",
      "a/:n.pdf",
    ].map((path) => ({ id: path, path }));
    const made = new AddressTable(rivals);
    for (const pathname of [
      "/a/1",
      "/a/new",
      "/a/1/b",
      "/a/1/c",
      "/a/1/2/3",
      "/b",
      "/b/c",
      "/b/new/b",
      "/a/7.pdf",
      "/a",
    ])
      expect(made.find(pathname), pathname).toBe(
        matchRoutes([{ id: "root", path: "", children: rivals }], { pathname })?.at(-1)?.route.id ?? null,
      );
  });

  it.each([
    ["/solutions/S-100?q=a", "/solutions/S-100"],
    ["/_root.data?_routes=root", "/"],
    ["/solutions/S-100.data", "/solutions/S-100"],
    ["//solutions", "//solutions"],
    ["*", null],
    ["http://elsewhere/solutions", null],
    ["/a/../solutions", "/solutions"],
  ])("takes %s for the page %s", (asked, page) => expect(pagePathOf(asked)).toBe(page));

  it("knows what lies around an address", () => {
    expect([...table.around("/frameworks/F1/lots/F1-1")]).toEqual([
      "routes/frameworks/lot",
      "routes/home/public-home",
      "routes/frameworks/frameworks",
      "routes/frameworks/framework",
      "routes/site/not-found",
    ]);
  });
});
