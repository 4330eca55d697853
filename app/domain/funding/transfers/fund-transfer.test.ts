import { describe, expect, it } from "vitest";
import { pence } from "../../money/money";
import {
  canLeave,
  leavingLabel,
  leavingText,
  whyNotBetween,
  whyNotTransfer,
  type TransferFund,
} from "./fund-transfer";

const fund = (rest: Partial<TransferFund> = {}): TransferFund => ({
  fundId: "A",
  name: "Fund A",
  payerCode: "X24",
  payerName: "NHS England",
  nature: "revenue",
  financialYear: 2026,
  carriesOver: false,
  yearClosed: false,
  free: pence(300_00),
  unusedAllocations: pence(0),
  waitingOut: pence(0),
  ...rest,
});
const other = fund({ fundId: "B", name: "Fund B" });

describe("what can leave a fund", () => {
  it("is one figure, with everything that waits taken off, and the words say what it counts", () => {
    const waiting = fund({ waitingOut: pence(40_00) });
    expect(leavingLabel(waiting)).toBe("£260.00 can leave besides £40.00 that waits");
    const leaving = canLeave(waiting);
    expect(leaving.canLeave).toBe(260_00n);
    // The same figure on the page of the request that waits, with its own part named.
    expect(leavingText(leaving, pence(40_00))).toBe(
      "£300.00 is free to commit and this request takes £40.00",
    );
    expect(leavingText(leaving, pence(15_00))).toBe(
      "£300.00 is free to commit and requests that wait take £40.00, this one £15.00 of it",
    );
    expect(leavingText(leaving)).toBe("£300.00 is free to commit and requests that wait take £40.00");
    expect(leavingText(canLeave(fund()))).toBe("£300.00 is free to commit");
  });

  it("is more where it carries over, and its list says both", () => {
    const carries = fund({ carriesOver: true, unusedAllocations: pence(100_00) });
    expect(leavingLabel(carries)).toBe("£200.00 can leave, £300.00 when it carries over");
    expect(leavingLabel({ ...carries, carriesOver: false })).toBe("£200.00 can leave");
    expect(leavingLabel(fund({ carriesOver: true }))).toBe("£300.00 can leave");
  });

  it("is refused with every reason at once, of the funds and of the amount", () => {
    expect(whyNotBetween("transfer", fund(), fund())).toEqual(["Choose two different funds."]);
    expect(whyNotTransfer("transfer", fund(), fund(), pence(0))).toEqual([
      "Enter an amount above zero.",
      "Choose two different funds.",
    ]);
    const reasons = whyNotTransfer(
      "transfer",
      fund({ nature: "capital" }),
      fund({ fundId: "B", name: "Fund B", payerCode: "X26", payerName: "NHS Digital", financialYear: 2027 }),
      pence(300_01),
    );
    expect(reasons).toHaveLength(4);
    expect(reasons.at(-1)).toContain("Fund A is £0.01 short");
    expect(whyNotBetween("carry-over", fund(), other)).toHaveLength(2);
    expect(whyNotTransfer("transfer", fund(), other, pence(300_00))).toEqual([]);
  });
});
