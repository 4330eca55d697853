/**
 * The categorical palette of the Government Analysis Function, in its order, each with the ink that reads on it
 * at 4.5:1 or better. Neighbours differ in lightness, so that a chart also reads in grey.
 */
export const PALETTE = [
  { fill: "#12436D", ink: "#ffffff" },
  { fill: "#28A197", ink: "#212b32" },
  { fill: "#801650", ink: "#ffffff" },
  { fill: "#F46A25", ink: "#212b32" },
  { fill: "#3D3D3D", ink: "#ffffff" },
  { fill: "#A285D1", ink: "#212b32" },
] as const;

/** What is left over: no colour of its own, only an outline. */
export const REMAINDER = { fill: "#ffffff", ink: "#212b32" } as const;

/** A part of a whole in per cent with two decimals, 0 when the whole is nothing. For drawing, never for money. */
export function percentOf(part: bigint, whole: bigint): number {
  return whole > 0n && part > 0n ? Number((part * 10_000n) / whole) / 100 : 0;
}
