import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { searchCertificates } from "~/domain/certification/certificates/certificate-views.server";
import type { PagePlace } from "~/domain/shared/page-place";
import { certificate } from "~db/schema/certification";
import { agreementsList } from "~/domain/agreements/agreement-views.server";
import { draftAgreement } from "~/domain/agreements/draft/draft-agreement.server";
import { day } from "~/domain/shared/day";
import { documentNumber, SERIES, type Series } from "~/domain/shared/document-number";
import { drawNumber, drawNumbers } from "~/domain/shared/draw-number.server";
import { AT, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
beforeAll(() => makeMarket(db));

describe("numbers beyond the digits they are padded to", () => {
  it.each(Object.keys(SERIES) as Series[])("go on with one more digit: %s", async (series) => {
    const last = 10 ** SERIES[series].digits - 1;
    await db.execute(sql`select setval(${SERIES[series].sequence}::text::regclass, ${last - 1}::bigint)`);
    const drawn = [await drawNumber(db, series), ...(await drawNumbers(db, series, 2))];
    expect(drawn).toEqual([last, last + 1, last + 2].map((number) => documentNumber(series, number)));
    expect(new Set(drawn).size).toBe(3);
  });

  it("are those of agreements that are drafted one after the other, and lists go by number", async () => {
    await db.execute(sql`select setval('agreement_number', 9998)`);
    const drafted: string[] = [];
    for (let times = 0; times < 3; times += 1) {
      const made = await inTransaction(db, (tx) =>
        draftAgreement(tx, {
          actor: PEOPLE.officer,
          at: AT,
          agreement: {
            title: "Half each",
            ownerCode: "X24",
            summary: "Half each",
            parties: ["X24"],
            rules: [{ shape: "residual", ruleNumber: 1, payer: "@buyer" }],
            scope: {},
            effectiveFrom: TODAY,
            effectiveTo: null,
          },
        }),
      );
      drafted.push(made.agreementId);
    }
    expect(drafted).toEqual(["AG-9999", "AG-10000", "AG-10001"]);
    const listed = await agreementsList(db, { today: day("2026-11-22") });
    expect(listed.map((row) => row.agreementId)).toEqual(drafted);
  });

  it("are read page by page from the highest number", async () => {
    for (const number of ["DVC-999998", "DVC-999999", "DVC-1000000"]) {
      await db.insert(certificate).values({
        number,
        standardVersionId: "DTAC@2",
        supplierId: "20001",
        solutionId: "20001-001",
        validFrom: day("2026-01-01"),
        validTo: day("2027-12-31"),
        issuedAt: AT,
        source: "test",
      });
    }
    const read: string[] = [];
    let place: PagePlace | null = null;
    do {
      const page = await searchCertificates(db, { on: TODAY }, { place, size: 1 });
      read.push(...page.rows.map((row) => row.number));
      place = page.next;
    } while (place !== null);
    expect(read).toEqual(["DVC-1000000", "DVC-999999", "DVC-999998", "DVC-900001"]);
  });
});
