import { readFileSync } from "node:fs";
import routes from "../../app/routes";

export interface ListRoute {
  path: string;
  file: string;
  source: string;
}

/** Every page of the address book with its source. */
export const pageRoutes = (): ListRoute[] =>
  routes
    .filter(({ file }) => file.endsWith(".tsx"))
    .map(({ path = "", file }) => ({ path, file, source: readFileSync(`app/${file}`, "utf8") }));

/** A page that goes on by keys, is searched or says that it shows the first of more; or a page of one address with a table. */
export const listRoutes = (): ListRoute[] =>
  pageRoutes().filter(
    ({ path, source }) =>
      /placeIn\(|<OnlyLine|<SearchedList/.test(source) ||
      (/<DataTable|Table\b/.test(source) && !path.includes(":") && !path.endsWith("/new")),
  );
