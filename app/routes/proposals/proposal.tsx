import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { Queryable } from "~db";
import { standardStatusOf } from "~/domain/certification/standard-status-views.server";
import { decideProposal } from "~/domain/proposals/decide-proposal.server";
import { mayDo, type CloseFundTerms, type Wish } from "~/domain/proposals/proposal";
import { closingMoneyText } from "~/domain/funding/fund";
import { fundBalance } from "~/domain/funding/funding-views.server";
import { draftsText } from "~/domain/who-pays/drafts-on-fund";
import { draftsOnFund } from "~/domain/who-pays/drafts-on-fund-views.server";
import type { Day } from "~/domain/shared/day";
import { proposalView } from "~/domain/proposals/proposal-views.server";
import { withdrawProposal } from "~/domain/proposals/withdraw-proposal.server";
import { WarningCallout } from "~/ui/kit/callouts";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { ProposalFacts, proposalTitle } from "~/ui/proposals/proposal-facts";
import { centre } from "~/web/audience.server";
import { optionalReason } from "~/web/forms/reason-form";

const Params = z.object({ id: z.uuid() });
const DecisionForm = z
  .object({
    decision: z.enum(["approve", "decline", "withdraw"], "Choose approve or decline"),
    reason: optionalReason,
  })
  .refine((form) => form.decision !== "decline" || form.reason !== "", {
    path: ["reason"],
    message: "Enter the reason, which the officer who proposed it reads",
  });

const DONE: Record<string, { heading: string; next: string }> = {
  proposed: {
    heading: "Another officer is asked",
    next: "The other commercial officers have been told. Nothing happens until one of them approves.",
  },
  approve: { heading: "It was approved", next: "It is done, and whoever proposed it was told." },
  decline: { heading: "It was declined", next: "Nothing has changed, and whoever proposed it was told why." },
  withdraw: { heading: "It was withdrawn", next: "Nothing has changed." },
};

export const meta = () => [{ title: pageTitle("A proposal to another officer") }];

export const loader = centre.loader(
  { params: Params, query: z.object({ done: z.string().max(20).optional() }) },
  async ({ q, actor, params, query, today }) => {
    const proposal = await proposalView(q, params.id);
    const { wish, state } = proposal;
    const waits = wish.kind === "waiver" && state === "proposed";
    const statusToday = waits ? await standardStatusOf(q, { ...wish, on: today }) : null;
    const closing =
      wish.kind === "close-fund" && state === "proposed" ? await closingEffect(q, wish, today) : null;
    return { proposal, statusToday, closing, may: mayDo(proposal, actor), done: query.done ?? "" };
  },
);

export const action = centre.action(
  { params: Params, form: DecisionForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now: at, today }) => {
    const about = { proposalId: params.id, actor, at, today };
    const { decision, reason } = form;
    if (decision === "withdraw") await withdrawProposal(tx, about);
    else await decideProposal(tx, { ...about, decision, reason });
    return redirect(`/commercial/proposals/${params.id}?done=${decision}`);
  },
);

/** What closing the fund does to its money and to whom it is told, with how many count on it today. */
async function closingEffect(q: Queryable, wish: CloseFundTerms, on: Day): Promise<string> {
  const fund = await fundBalance(q, wish.fundId);
  const { orders, buyerCodes } = await draftsOnFund(q, { fundId: wish.fundId, on });
  return `${closingMoneyText(fund, wish.closesOn)} ${CONSEQUENCE["close-fund"]} ${draftsText({ orders, buyers: buyerCodes.length })}`;
}

const CONSEQUENCE = {
  "close-fund":
    "After its last day no order can commit money of the fund. The organisation that pays, those with an allocation and buyers whose orders wait for its money are told by e-mail.",
  "bind-allocations":
    "It holds at once, for every order that its supplier has not signed. Orders that were signed before stay as they are.",
  "withdraw-award":
    "The provider is told and reads the reason, and it cannot be taken back. What its orders have taken stays set aside; the rest can be allocated again, and another fund may pay for the costs.",
  "end-agreement":
    "Every party is told, and it cannot be taken back. Orders that were placed before keep the shares they were placed with; orders placed after the last day are paid by the buyer, or under another agreement.",
  waiver:
    "A waiver cannot be taken back. Until its last day the solution counts as compliant with conditions, and its reason is public on the solution’s page.",
};

export default function Proposal() {
  const { proposal, statusToday, closing, may, done } = useLoaderData<typeof loader>();
  const state = useFormState();
  const message = DONE[done];
  const back = backOf(proposal.wish);
  return (
    <ReadingColumn>
      {message ? (
        <NotificationBanner heading={message.heading} success>
          <p>{message.next}</p>
        </NotificationBanner>
      ) : null}
      <BackLink href={back.href}>{back.label}</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle>{proposalTitle(proposal)}</PageTitle>
      <ProposalFacts proposal={proposal} statusToday={statusToday} />
      {may === "decide" ? <Decide consequence={closing ?? CONSEQUENCE[proposal.kind]} /> : null}
      {may === "withdraw" ? (
        <Form>
          <p>
            You proposed this, so another commercial officer decides. Until then nothing changes, and you can
            withdraw it.
          </p>
          <input type="hidden" name="decision" value="withdraw" />
          <SubmitButton variant="secondary">Withdraw it</SubmitButton>
        </Form>
      ) : null}
    </ReadingColumn>
  );
}

function backOf(wish: Wish): { href: string; label: string } {
  if (wish.kind === "end-agreement")
    return { href: `/commercial/agreements/${wish.agreementId}`, label: "The agreement" };
  if (wish.kind === "close-fund" || wish.kind === "bind-allocations")
    return { href: `/commercial/funding/${encodeURIComponent(wish.fundId)}`, label: wish.fundName };
  if (wish.kind === "withdraw-award")
    return { href: `/commercial/awards/${wish.awardId}`, label: `Award ${wish.awardId}` };
  return { href: "/commercial/waivers", label: "Waivers" };
}

function Decide({ consequence }: { consequence: string }) {
  const field = fields(useFormState());
  return (
    <Form>
      <WarningCallout heading="Approving does it at once">
        <p>{consequence}</p>
      </WarningCallout>
      <Radios
        {...field("decision")}
        label="Should this be done?"
        choices={[
          { value: "approve", label: "Approve", hint: "It is done at once, in your name too" },
          { value: "decline", label: "Decline", hint: "Nothing changes" },
        ]}
      />
      <TextArea
        {...field("reason")}
        label="Why, if you decline; a note, if you approve"
        rows={3}
        maxLength={1000}
      />
      <SubmitButton>Decide</SubmitButton>
    </Form>
  );
}
