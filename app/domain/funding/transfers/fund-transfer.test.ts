import { describe, expect, it } from "vitest";
import { pence } from "../../money/money";
import {
  canLeave,
  leavingLabel,
  leavingText,
  transferChoices,
  whyNotBetween,
  whyNotGiving,
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
  payerAgreed: true,
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

describe("what a form offers", () => {
  const empty = fund({ fundId: "EMPTY", name: "Empty", free: pence(0) });
  const alone = fund({ fundId: "ALONE", name: "Alone", payerCode: "Y1", payerName: "Another payer" });
  const closed = fund({ fundId: "CLOSED", name: "Closed", yearClosed: true });
  const carries = fund({ fundId: "OLD", name: "Old", financialYear: 2025, carriesOver: true });
  const funds = [fund(), other, empty, alone, closed, carries];
  const ids = (some: readonly TransferFund[]) => some.map(({ fundId }) => fundId);

  it("is those that some money can leave for another, and those that it can go to", () => {
    const { giving, getting } = transferChoices(funds);
    expect(ids(giving)).toEqual(["A", "B", "CLOSED", "OLD"]);
    expect(ids(getting)).toEqual(["A", "B", "EMPTY"]);
  });

  it("and of one that gives only those that its money can go to", () => {
    const of = (from: string) => transferChoices(funds, from);
    expect([ids(of("A").giving), ids(of("A").getting)]).toEqual([["A"], ["B", "EMPTY"]]);
    // One that cannot give leaves the choice open, and says why.
    expect(ids(of("EMPTY").giving)).toEqual(["A", "B", "CLOSED", "OLD"]);
    expect(whyNotGiving(funds, "A")).toBeNull();
    expect(whyNotGiving(funds, "EMPTY")).toBe("Nothing can leave Empty: £0.00 is free to commit.");
    expect(whyNotGiving(funds, "ALONE")).toContain("No fund can take the money of Alone");
  });

  it("is refused for no pair of one that was chosen to give", () => {
    for (const from of funds) {
      const { giving, getting } = transferChoices(funds, from.fundId);
      for (const to of giving.includes(from) ? getting : []) {
        const refusals = (["transfer", "carry-over"] as const).map((kind) => whyNotBetween(kind, from, to));
        expect(refusals.some((reasons) => reasons.length === 0)).toBe(true);
      }
    }
  });
});
