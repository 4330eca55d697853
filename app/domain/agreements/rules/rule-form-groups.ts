import { isBlank, type Codec, type Reading } from "./rule-form-values";

/** A value of several parts, each under its own name; parts that are left out are left out of the value. */
export function record<T extends object>(parts: { [K in keyof T]-?: Codec<NonNullable<T[K]>> }): Codec<T> {
  const codecs = Object.entries(parts) as [string, Codec<unknown>][];
  const at = (name: string, key: string) => (name === "" ? key : `${name}.${key}`);
  return {
    write(value, name) {
      const given = value as Record<string, unknown>;
      return Object.assign(
        {},
        ...codecs
          .filter(([key]) => given[key] !== undefined)
          .map(([key, codec]) => codec.write(given[key], at(name, key))),
      );
    },
    read(from, name) {
      const read = codecs.map(([key, codec]) => [key, codec.read(from, at(name, key))] as const);
      return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as T;
    },
  };
}

/** The numbers of the rows "shares.1.payer", "shares.2.payer" ... in which anything was typed, in order. */
function typedRows(from: Reading, name: string): number[] {
  const numbers = Object.entries(from.fields)
    .filter(([key, value]) => key.startsWith(`${name}.`) && value.trim() !== "")
    .map(([key]) => Number(key.slice(name.length + 1).split(".")[0]))
    .filter((row) => Number.isSafeInteger(row) && row > 0 && row < 100);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** Numbered rows; empty ones do not count. Without `missing` there may be none, and then the list is left out. */
export function rows<T>(codec: Codec<T>, missing?: string): Codec<readonly T[]> {
  return {
    write: (values, name) =>
      Object.assign({}, ...values.map((value, index) => codec.write(value, `${name}.${index + 1}`))),
    read(from, name) {
      const numbers = typedRows(from, name);
      if (numbers.length === 0) {
        if (missing) from.errors[`${name}.1`] = missing;
        return undefined;
      }
      const values = numbers.map((row) => codec.read(from, `${name}.${row}`));
      return values.every((value) => value !== undefined) ? (values as T[]) : undefined;
    },
  };
}

/** Numbered boxes whose place means something, such as contract years: none may be empty before the last. */
export function series<T>(codec: Codec<T>, missing: string): Codec<readonly T[]> {
  return {
    write: (values, name) =>
      Object.assign({}, ...values.map((value, index) => codec.write(value, `${name}.${index + 1}`))),
    read(from, name) {
      const last = typedRows(from, name).at(-1) ?? 0;
      if (last === 0) from.errors[`${name}.1`] = missing;
      const values = Array.from({ length: last }, (_, index) => codec.read(from, `${name}.${index + 1}`));
      return last > 0 && values.every((value) => value !== undefined) ? (values as T[]) : undefined;
    },
  };
}

/** Ticked boxes "regions.Y63": the ticks are the value, in the order of the form. Without `missing` there may be none. */
export function ticks<T extends string>(
  known: (text: string) => boolean,
  missing?: string,
): Codec<readonly T[]> {
  return {
    write: (values, name) => Object.fromEntries(values.map((value) => [`${name}.${value}`, "yes"])),
    read(from, name) {
      const ticked = Object.keys(from.fields)
        .filter((key) => key.startsWith(`${name}.`) && from.fields[key]!.trim() !== "")
        .map((key) => key.slice(name.length + 1));
      if (ticked.length === 0 && missing) from.errors[name] = missing;
      const unknown = ticked.find((value) => !known(value));
      if (unknown !== undefined) from.errors[name] = `“${unknown}” is not one of the choices`;
      return ticked.length > 0 && unknown === undefined ? (ticked as T[]) : undefined;
    },
  };
}

/** A list in one box, "1, 2 and 3". */
export function list<T>(
  read: (text: string) => T | null,
  write: (value: T) => string,
  wrong: (text: string) => string,
): Codec<readonly T[]> {
  return {
    write: (values, name) => ({ [name]: values.map(write).join(", ") }),
    read(from, name) {
      if (isBlank(from, name)) return undefined;
      const words = from.fields[name]!.split(/,|;|\s+and\s+|\n/)
        .map((word) => word.trim())
        .filter(Boolean);
      const values = words.map(read);
      const at = values.indexOf(null);
      if (at >= 0) from.errors[name] = wrong(words[at]!);
      return at >= 0 || values.length === 0 ? undefined : (values as T[]);
    },
  };
}
