import { describe, expect, it } from "vitest";
import { AGREEMENT_STATES, AGREEMENT_WORDS } from "~/domain/agreements/agreement";
import { APPLICATION_STATES, APPLICATION_WORDS } from "~/domain/applications/application";
import { GRANT_STATES, GRANT_WORDS } from "~/domain/applications/awards/grant";
import { LISTING_STATES, LISTING_WORDS } from "~/domain/catalogue/listing";
import { CERTIFICATE_STATES, CERTIFICATE_WORDS } from "~/domain/certification/certificates/certificate-state";
import { FRAMEWORK_STATES, FRAMEWORK_WORDS } from "~/domain/frameworks/framework";
import { INVOICE_STATES, INVOICE_WORDS } from "~/domain/invoices/invoice";
import { CHANGE_STATES, CHANGE_WORDS } from "~/domain/listings/change";
import { ORDER_STATES, ORDER_WORDS } from "~/domain/orders/order";
import { requireNextState, type StateTable, type StateWords } from "~/domain/shared/state-table";
import { SHORTLIST_STATES, SHORTLIST_WORDS } from "~/domain/shortlists/shortlist";
import { DRAFT_STATES, DRAFT_WORDS } from "~/domain/standards/draft";

type Table = StateTable<string, string>;
type Words = StateWords<string, string>;

const TABLES: [string, Table, Words][] = [
  ["agreement", AGREEMENT_STATES as Table, AGREEMENT_WORDS],
  ["application", APPLICATION_STATES as Table, APPLICATION_WORDS],
  ["certificate", CERTIFICATE_STATES as Table, CERTIFICATE_WORDS],
  ["change of a listing", CHANGE_STATES as Table, CHANGE_WORDS],
  ["draft of a standard", DRAFT_STATES as Table, DRAFT_WORDS],
  ["framework", FRAMEWORK_STATES as Table, FRAMEWORK_WORDS],
  ["grant", GRANT_STATES as Table, GRANT_WORDS],
  ["invoice", INVOICE_STATES as Table, INVOICE_WORDS],
  ["listing", LISTING_STATES as Table, LISTING_WORDS],
  ["order", ORDER_STATES as Table, ORDER_WORDS],
  ["shortlist", SHORTLIST_STATES as Table, SHORTLIST_WORDS],
];

/** Every refusal that a table can give. */
function refusalsOf(table: Table, words: Words): string[] {
  return Object.keys(table).flatMap((state) =>
    Object.keys(words.actions)
      .filter((action) => table[state]![action] === undefined)
      .map((action) => {
        try {
          requireNextState(table, words, state, action);
        } catch (error) {
          return (error as Error).message;
        }
        throw new Error(`${action} in ${state} was not refused`);
      }),
  );
}

describe("what a state does not allow", () => {
  it.each(TABLES)(
    "of %s is refused in a sentence: what one cannot do, and a clause that says why",
    (_, table, words) => {
      const refusals = refusalsOf(table, words);
      expect(refusals.length).toBeGreaterThan(3);
      for (const refusal of refusals)
        expect(refusal).toMatch(
          /^You cannot [a-z][a-z ]* (this|these|about|for|on) ?[a-z ]*: (it|its|both|every|nobody|a) [a-z][^_:]*\.$/,
        );
    },
  );

  it("says give up and give reasons as the buttons do, not as the code does", () => {
    const all = TABLES.flatMap(([, table, words]) => refusalsOf(table, words)).join("\n");
    expect(all).not.toMatch(/abandon|explain|finish approval of|[a-z]_[a-z]/);
    expect(all).toContain("You cannot give up this shortlist: it is awarded already.");
    expect(all).toContain("You cannot choose from this shortlist and give reasons: it is not locked yet.");
  });
});
