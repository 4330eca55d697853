import { expect, it } from "vitest";
import { unitName } from "./release";

it.each([
  ["per bed", "bed"],
  ["per connected home", "connected home"],
  ["in all", "in all"],
])("what is counted by a price %s is a %s", (unitText, name) => expect(unitName(unitText)).toBe(name));
