/** One hue from light to dark, after the sequential palette of the Government Analysis Function. */
const RAMP = [
  { fill: "#CFE3F5", ink: "#212b32" },
  { fill: "#6BACE6", ink: "#212b32" },
  { fill: "#2073BC", ink: "#ffffff" },
  { fill: "#12436D", ink: "#ffffff" },
] as const;
const NOTHING = { fill: "#F3F6F7", ink: "#4c6272" } as const;

export interface Shade {
  /** The largest value that has this shade; the last has all above. */
  upTo: bigint;
  fill: string;
  ink: string;
}

/**
 * Shades for a set of values: none for nothing, then four steps with about as many values in each, whose limits are
 * rounded to a figure that people can read. Fewer steps when the values are few or alike.
 */
export function shadesFor(values: readonly bigint[]): Shade[] {
  const nothing: Shade = { upTo: 0n, ...NOTHING };
  const some = values.filter((value) => value > 0n).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const largest = some.at(-1);
  if (largest === undefined) return [nothing];
  const limits = RAMP.slice(0, -1)
    .map((_, at) => readable(some[Math.floor(((at + 1) * some.length) / RAMP.length)] ?? largest))
    .filter((limit, at, all) => limit < largest && all.indexOf(limit) === at);
  const steps = [...limits, largest];
  // The darkest shade is always the most, however few steps there are.
  const ramp = RAMP.slice(RAMP.length - steps.length);
  return [nothing, ...steps.map((upTo, at) => ({ upTo, ...ramp[at]! }))];
}

export function shadeOf(shades: readonly Shade[], value: bigint): Shade {
  return shades.find((shade) => value <= shade.upTo) ?? shades.at(-1)!;
}

/** Down to its first significant figure, or to a half of one: 1, 1.5, 2 ... times a power of ten. */
function readable(value: bigint): bigint {
  const power = 10n ** BigInt(Math.max(0, value.toString().length - 1));
  const half = power / 2n || 1n;
  return (value / half) * half;
}
