/*
 * The address book: every address and the file that answers it, by audience. An address is for ever.
 * tests/setup/route-roles.ts says for each who may come in.
 */

interface Route {
  id: string;
  path?: string;
  index?: boolean;
  file: string;
}

/** An address and its file under app/; the id is the file without its ending. */
const route = (path: string, file: string): Route => ({ id: file.replace(/\.tsx?$/, ""), path, file });

const open: Route[] = [
  { id: "routes/public/home", index: true, file: "routes/public/home.tsx" },
  route("contracts", "routes/public/contracts.tsx"),
  route("contracts.csv", "routes/public/contracts-csv.ts"),
  route("contracts/:ocid", "routes/public/contract.tsx"),
];

const account: Route[] = [];

const buying: Route[] = [];

const supplying: Route[] = [];

const commercial: Route[] = [];

const machines: Route[] = [
  route("api/v1/ocds/releases", "routes/api/ocds-releases.ts"),
  route("api/v1/ocds/releases/:id", "routes/api/ocds-release.ts"),
  route("api/*", "routes/api/not-found.ts"),
];

export default [
  ...open,
  ...account,
  ...buying,
  ...supplying,
  ...commercial,
  ...machines,
  route("*", "routes/public/not-found.tsx"),
];
