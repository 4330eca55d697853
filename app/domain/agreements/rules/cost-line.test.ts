import { describe, expect, it } from "vitest";
import { COST_CATEGORIES, COST_CATEGORY_IDS, costCategoryName } from "./cost-line";

describe("a kind of cost", () => {
  it.each(COST_CATEGORY_IDS)(
    "%s begins with a capital where it stands alone, and is the same words in a sentence",
    (id) => {
      expect(costCategoryName(id)).toMatch(/^[A-Z]/);
      expect(costCategoryName(id).toLowerCase()).toBe(COST_CATEGORIES[id].toLowerCase());
    },
  );
});
