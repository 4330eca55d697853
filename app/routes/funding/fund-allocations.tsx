import { useLoaderData } from "@remix-run/react";
import { allocationHistory, allocationsOf } from "~/domain/funding/allocations/allocation-views.server";
import { whereTheMoneyIs } from "~/domain/funding/fund";
import { fundBalance } from "~/domain/funding/funding-views.server";
import { withUnusedAllocations } from "~/domain/funding/allocations/unused-allocations.server";
import { pence } from "~/domain/money/money";
import { AllocationHistory, AllocationTable } from "~/ui/funding/allocation-table";
import { Inset } from "~/ui/kit/callouts";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonGroup, ButtonLink } from "~/ui/kit/form";
import { Money } from "~/ui/kit/money";
import { BackLink, FullWidth, NotificationBanner, PageTitle, pageTitle } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { DoneQuery, FundParams } from "~/web/funding/fund-forms";

export const meta = () => [{ title: pageTitle("Allocations of a fund") }];

export const loader = centre.loader(
  { params: FundParams, query: DoneQuery },
  async ({ q, actor, params, query }) => {
    const [fund] = await withUnusedAllocations(q, [await fundBalance(q, params.id)]);
    const { rows, others } = await allocationsOf(q, fund!.fundId);
    return {
      fund: fund!,
      rows,
      others: pence(others.committed + others.drawn),
      room: pence(fund!.allocated - fund!.setAside),
      freeToAllocate: whereTheMoneyIs(fund!).free,
      history: await allocationHistory(q, { fundId: fund!.fundId }).page(null, 50),
      officer: actor.roles.includes("commercial_officer"),
      done: query.done,
    };
  },
);

const DONE: Record<string, string> = {
  set: "The money is set aside",
  changed: "The allocation was changed",
  bind: "Saved whether allocations bind",
};

export default function FundAllocations() {
  const { fund, rows, others, room, freeToAllocate, history, officer, done } = useLoaderData<typeof loader>();
  const base = `/commercial/funding/${encodeURIComponent(fund.fundId)}`;
  return (
    <FullWidth>
      {done && DONE[done] ? <NotificationBanner heading={DONE[done]} success /> : null}
      <BackLink href={base}>{fund.name}</BackLink>
      <PageTitle
        caption={fund.name}
        lede="What is set aside for each organisation, and what its orders have used."
      >
        Allocations
      </PageTitle>
      <Inset>
        <p>
          {fund.allocationsBind
            ? "Allocations bind: an organisation’s orders take no more than what is set aside for it, or for its board."
            : "Allocations are a plan: orders take whatever is free to commit in the fund."}{" "}
          <Money amount={room} /> was put in and is not allocated; <Money amount={freeToAllocate} /> is free
          to allocate
          {freeToAllocate < room ? ": orders of organisations without enough of their own took the rest" : ""}
          .
        </p>
      </Inset>
      {officer ? (
        <ButtonGroup>
          <ButtonLink href={`${base}/allocations/new`}>Set money aside</ButtonLink>
          <ButtonLink href={`${base}/allocations/bind`} variant="secondary">
            {fund.allocationsBind ? "Let orders take what is free to commit" : "Make allocations bind"}
          </ButtonLink>
        </ButtonGroup>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState heading="Nothing is set aside yet">
          <p>Money can be set aside by a formula, such as registered patients, or by a table.</p>
        </EmptyState>
      ) : (
        <AllocationTable rows={rows} base={base} eligibleKinds={fund.eligibleBuyerKinds} />
      )}
      {others > 0n ? (
        <p>
          Orders of organisations without an allocation have committed or drawn <Money amount={others} />.
        </p>
      ) : null}
      <AllocationHistory {...history} base={base} />
    </FullWidth>
  );
}
