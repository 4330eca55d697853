import { describe, expect, it } from "vitest";
import { nameFits } from "./name-fits";

describe("a name beside the directory's", () => {
  it.each([
    ["Beechwood Medical Centre", "BEECHWOOD MEDICAL CENTRE", true],
    ["Beechwood Surgery", "Beechwood Medical Centre", true],
    ["", "Beechwood Medical Centre", true],
    ["Leeds Teaching Hospitals", "Leeds Teaching Hospitals NHS Trust", true],
    ["St James’s & Partners", "ST JAMESS AND PARTNERS PRACTICE", true],
    ["Dr Patel, Oak Street", "Oak Street Medical Practice", true],
    ["Elm Surgery", "Beechwood Medical Centre", false],
    ["Bradford Teaching Hospitals NHS Trust", "Leeds Teaching Hospitals NHS Trust", false],
    ["The Surgery", "The Surgery", true],
    ["The Practice", "The Surgery", true],
    ["The Health Centre", "Beechwood Medical Centre", false],
  ])("%s is that of %s: %s", (written, directory, fits) => expect(nameFits(written, directory)).toBe(fits));
});
