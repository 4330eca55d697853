/** A parameter as Stripe reads it from a form: text, a list or a hash of them. */
export type Param = string | Param[] | { [name: string]: Param };
export type Params = { [name: string]: Param };

/** Reads "lines[0][amount]=100&metadata[a]=b&expand[]=x" as Stripe does: nested hashes and lists of text. */
export function parseForm(text: string): Params {
  const root: Params = {};
  for (const [key, value] of new URLSearchParams(text)) {
    const path = [key.split("[")[0]!, ...[...key.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1]!)];
    put(root, path, value);
  }
  return asLists(root) as Params;
}

function put(root: Params, path: string[], value: string): void {
  let place = root;
  for (const part of path.slice(0, -1)) {
    const name = part === "" ? String(Object.keys(place).length) : part;
    const next = place[name];
    place = (typeof next === "object" ? next : (place[name] = {})) as Params;
  }
  const last = path.at(-1)!;
  place[last === "" ? String(Object.keys(place).length) : last] = value;
}

/** A hash whose names are 0, 1, 2 … was written as a list. */
function asLists(param: Param): Param {
  if (typeof param === "string" || Array.isArray(param)) return param;
  const entries = Object.entries(param).map(([name, value]) => [name, asLists(value)] as const);
  const list = entries.length > 0 && entries.every(([name], index) => name === String(index));
  return list ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}
