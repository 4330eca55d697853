import { z } from "zod";
import { certificateByNumber } from "~/domain/certification/certificates/certificate-views.server";
import { asAt } from "~/web/lists/as-at-query";
import { anyone } from "~/web/audience.server";

const Params = z.object({ number: z.string().max(100) });

/** One certificate for machines, as at a day. */
export const loader = anyone.loader(
  { params: Params, query: z.object({ on: asAt }) },
  async ({ q, params, query, today }) => {
    const on = query.on ?? today;
    const found = await certificateByNumber(q, { number: params.number, on });
    const { status, word, sentence, issuedAt, conditions, history, events: _, ...facts } = found;
    const body = {
      ...facts,
      asAt: on,
      status: { ...status, word, sentence },
      issuedAt: issuedAt.toISOString(),
      events: history.map(({ kind, on: day, by, text, entered }) => ({
        kind,
        on: day,
        by,
        reason: text,
        enteredOn: entered?.on ?? day,
      })),
      conditions: conditions.map(({ text, dueOn, metOn }) => ({ text, dueOn, metOn })),
    };
    return new Response(`${JSON.stringify(body, null, 2)}\n`, {
      headers: { "Content-Type": "application/json; charset=utf-8" },
    });
  },
);
