import fc from "fast-check";
import { expect, test } from "vitest";
import { allocate, pence } from "~/domain/money/money";
import { roundTogether, roundTogetherLarge } from "./portions";
import { MOST, quotient, remainder, spreadOver, wholeOf } from "./whole";

const CASES = { numRuns: 10_000 };
const size = fc.oneof(
  fc.nat(),
  fc.integer({ min: 0, max: MOST }),
  fc.integer({ min: MOST - 1_000, max: MOST }),
);

test("a number is taken only where it holds the sum to the penny", () => {
  expect(wholeOf(BigInt(MOST))).toBe(MOST);
  expect(wholeOf(-BigInt(MOST))).toBe(-MOST);
  expect(() => wholeOf(BigInt(MOST) + 1n)).toThrow("too large");
});

test("quotients and remainders are those of bigints, up to the largest number", () => {
  const property = fc.property(size, size, size, (part, other, more) => {
    const whole = Math.min(MOST, part + (more % 1_000)) || 1;
    const down = quotient(other, part, whole);
    expect(BigInt(down)).toBe((BigInt(other) * BigInt(part)) / BigInt(whole));
    expect(BigInt(remainder(other, part, whole, down))).toBe((BigInt(other) * BigInt(part)) % BigInt(whole));
  });
  fc.assert(property, CASES);
});

test("spreading in proportion is the same as allocating bigints", () => {
  const weights = fc.array(fc.oneof(fc.nat({ max: 9 }), fc.integer({ min: 0, max: 10 ** 13 })), {
    maxLength: 9,
  });
  const property = fc.property(weights, fc.integer({ min: 0, max: 1_000_000 }), (parts, millionths) => {
    const whole = parts.reduce((a, b) => a + b, 0);
    fc.pre(whole > 0);
    const amount = quotient(whole, millionths, 1_000_000);
    const spread = spreadOver(amount, Float64Array.from(parts), "proportional");
    expect([...spread].map(BigInt)).toEqual(allocate(pence(amount), parts.map(BigInt)));
  });
  fc.assert(property, CASES);
});

test("ten thousand weights too, whose remainders are not all sorted", () => {
  const weights = Float64Array.from({ length: 10_000 }, (_, index) => 1 + ((index * 7_919) % 104_729));
  for (const amount of [1, 9_999, 123_456_789]) {
    const spread = spreadOver(amount, weights, "proportional");
    expect([...spread].map(BigInt)).toEqual(allocate(pence(amount), [...weights].map(BigInt)));
  }
});

test("portions round together alike in numbers and in bigints", () => {
  const numerators = fc.array(fc.nat({ max: 100_000 }), { minLength: 1, maxLength: 5 });
  const property = fc.property(size, numerators, (cost, parts) => {
    const denominator = parts.reduce((a, b) => a + b, 0);
    fc.pre(denominator > 0);
    const room = { amounts: [], remainders: [] };
    roundTogether(cost, parts, denominator, room);
    expect(room.amounts).toEqual(roundTogetherLarge(cost, parts.map(BigInt), BigInt(denominator)));
  });
  fc.assert(property, CASES);
});
