import { z } from "zod";
import { isOrganisationKind } from "~/domain/organisations/organisation";
import { pence } from "~/domain/money/money";
import type { OrderKey } from "~/domain/simulator/market-run-views.server";
import type { NewMarketRun } from "~/domain/simulator/start-market-run.server";
import { numberPattern } from "~/domain/shared/document-number";

/** Addresses and forms of runs over the market. */
export const MarketRunParams = z.object({ id: z.string().regex(numberPattern("marketRun")) });

/** Where a page of orders goes on: "42000.C010001-01", what moved and the order above it. */
export const OrdersQuery = z.object({
  below: z
    .string()
    .regex(/^\d{1,15}\.C\d{6,15}-\d{2}$/)
    .optional()
    .transform((text): OrderKey | null => {
      if (!text) return null;
      const [moved, orderId] = text.split(".");
      return { moved: pence(BigInt(moved!)), orderId: orderId! };
    }),
});

export function belowText(key: OrderKey): string {
  return `${key.moved}.${key.orderId}`;
}

export const NewRunForm = z
  .object({
    title: z
      .string("Enter a title")
      .trim()
      .min(1, "Enter a title, for example A quarter instead of half")
      .max(120, "Keep the title to 120 characters"),
    source: z.enum(["scenario", "agreement"], "Choose whose rules to try"),
    scenario: z.string().max(20).optional().default(""),
    version: z.string().max(60).optional().default(""),
    financialYear: z.coerce.number("Choose a financial year").int().min(2000).max(2100),
    lot: z.string().max(40).optional().default(""),
    buyerKind: z.string().max(40).optional().default(""),
  })
  .transform((form, ctx): NewMarketRun => {
    const { title, financialYear, lot, buyerKind } = form;
    const scope = {
      ...(lot ? { lots: [lot] } : {}),
      ...(isOrganisationKind(buyerKind) ? { buyerKinds: [buyerKind] } : {}),
    };
    if (form.source === "scenario") {
      if (numberPattern("scenario").test(form.scenario))
        return { title, financialYear, scope, source: { kind: "scenario", scenarioId: form.scenario } };
      ctx.addIssue({ code: "custom", path: ["scenario"], message: "Choose a scenario" });
      return z.NEVER;
    }
    const match = /^([\w-]+):(\d+)$/.exec(form.version);
    if (match) {
      const source = { kind: "agreement" as const, agreementId: match[1]!, version: Number(match[2]) };
      return { title, financialYear, scope, source };
    }
    ctx.addIssue({ code: "custom", path: ["version"], message: "Choose an agreement and its version" });
    return z.NEVER;
  });
