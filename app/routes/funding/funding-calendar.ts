import { forwardView } from "~/domain/funding/forward";
import { fundCalendar } from "~/domain/funding/fund-calendar";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { anyone } from "~/web/audience.server";
import { fundsFilter, FundsQuery } from "~/web/funding/funds-query";

/** When funds open and close, for anybody's calendar, with the filter of the page. */
export const loader = anyone.loader({ query: FundsQuery }, async ({ q, query, request, now, today }) => {
  const rows = forwardView(await fundBalances(q), fundsFilter(query), today);
  return new Response(fundCalendar(rows, new URL(request.url).hostname, now), {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'attachment; filename="dovetail-funds.ics"',
    },
  });
});
