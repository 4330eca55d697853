import { describe, expect, it } from "vitest";
import { orderTasks } from "./order-tasks";

const whole = {
  hasBuyerContact: true,
  hasSupplierContact: true,
  recipients: 1,
  startsOn: "2027-04-01",
  termMonths: 24,
  items: 1,
  hasSolution: true,
  itemsWithoutQuantity: 0,
  sharesReason: null,
  milestoneBasisPoints: 10_000,
  milestones: 1,
  dataProcessing: "None",
};
const kpis = (of: object) => orderTasks("C1-01", { ...whole, ...of }).find(({ key }) => key === "kpis");

describe("key performance indicators in the sections of an order", () => {
  it.each([
    ["optional where its value asks for none", { kpis: 0, kpisNeeded: 0 }, "optional"],
    ["to be done where it does", { kpis: 0, kpisNeeded: 3 }, "not-started"],
    ["done with as many as it asks for", { kpis: 3, kpisNeeded: 3 }, "completed"],
    ["done where some are set though none is asked for", { kpis: 1, kpisNeeded: 0 }, "completed"],
    ["done with the reason why none could measure it", { kpisNeeded: 3, noKpisReason: "No" }, "completed"],
  ])("are %s", (_, of, state) => {
    expect(kpis(of)).toMatchObject({ href: "/buying/orders/C1-01/kpis", state });
  });
});
