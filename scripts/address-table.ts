/** A route of a build whose routes all stand directly below the root. */
export interface Address {
  id: string;
  /** As in the address book, such as "solutions/:id"; none for the first page. */
  path?: string;
  index?: boolean;
}

interface Entry {
  id: string;
  pattern: RegExp;
}

const PARAMETER = /^:[\w-]+$/;

/**
 * How particular a path is, by the router's own rule: more segments before fewer, words before parameters, parameters
 * before a rest.
 */
function rank({ path = "", index }: Address): number {
  const segments = `/${path}`.split("/");
  const worth = (segment: string) =>
    segment === "*" ? -2 : segment === "" ? 1 : PARAMETER.test(segment) ? 3 : 10;
  return segments.reduce((sum, segment) => sum + worth(segment), segments.length + (index ? 2 : 0));
}

/** What a path matches, by the router's own rule: case is ignored and so are slashes at the end; "*" takes any rest. */
function patternOf(path: string): RegExp {
  const words = path
    .replace(/\/*\*$/, "")
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => {
      const name = /^:[\w-]+/.exec(segment)?.[0] ?? "";
      const literal = segment.slice(name.length).replaceAll(/[\\.*+^${}|()[\]]/g, "\\$&");
      return `/${name ? "[^/]+" : ""}${literal}`;
    });
  const rest = path === "*" ? "/.*" : path.endsWith("/*") ? "(?:/.+|/*)" : words.length === 0 ? "/+" : "/*";
  return new RegExp(`^${words.join("")}${rest}$`, "i");
}

/** Each segment decoded; a path that cannot be decoded stays as it is. */
function decoded(pathname: string): string {
  try {
    return pathname
      .split("/")
      .map((segment) => decodeURIComponent(segment).replaceAll("/", "%2F"))
      .join("/");
  } catch {
    return pathname;
  }
}

const firstWord = (path: string): string => (path.split("/")[1] ?? "").toLowerCase();

/**
 * Finds the route of an address as the router does, from a table that is made once: the router ranks and compiles every
 * route anew for each address, which is most of what a page costs where there are hundreds.
 */
export class AddressTable {
  /** By the first word of a path, the routes that may answer it, the most particular first. */
  private readonly byFirstWord = new Map<string, Entry[]>();
  /** Those that answer whatever the first word is. */
  private readonly anyFirstWord: Entry[];

  constructor(routes: readonly Address[]) {
    const ranked = routes
      .map((route, place) => ({ route, place, rank: rank(route) }))
      .sort((a, b) => b.rank - a.rank || a.place - b.place)
      .map(({ route: { id, path = "" } }) => ({
        id,
        pattern: patternOf(path),
        first: /^[:*]/.test(path) ? null : firstWord(`/${path}`),
      }));
    const entries = (first: string | null) =>
      ranked.filter((entry) => entry.first === null || entry.first === first);
    this.anyFirstWord = entries(null);
    for (const { first } of ranked) if (first !== null) this.byFirstWord.set(first, entries(first));
  }

  /** The id of the route that answers a path of a URL, or null. */
  find(pathname: string): string | null {
    const path = decoded(pathname);
    const candidates = this.byFirstWord.get(firstWord(path)) ?? this.anyFirstWord;
    return candidates.find(({ pattern }) => pattern.test(path))?.id ?? null;
  }

  /**
   * The routes of a path, of each path above it and of the first page: what the router asks for when it tells a browser
   * which routes it may go to from there.
   */
  around(pathname: string): Set<string> {
    const segments = pathname.split("/").filter(Boolean);
    const above = segments.map((_, length) => `/${segments.slice(0, length).join("/")}`);
    const ids = [pathname, "/", ...above].map((path) => this.find(path));
    return new Set(ids.filter((id) => id !== null));
  }
}

/**
 * The path of the page that a request is about. A hydrated page asks for the data of another by its path with ".data"
 * ("/_root.data" for the first). Null for what is no path, such as the "*" of OPTIONS.
 */
export function pagePathOf(originalUrl: string): string | null {
  // As Remix makes a URL of it: a path that begins with two slashes is a path and no host.
  if (!originalUrl.startsWith("/")) return null;
  const { pathname } = new URL(`http://localhost${originalUrl}`);
  return pathname.replace(/^\/_root\.data$/, "/").replace(/\.data$/, "");
}
