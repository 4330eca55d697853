import { useLoaderData } from "@remix-run/react";
import { clashesOf, fundDaysOf, overlapsFrom } from "~/domain/agreements/checks/check-views.server";
import { coversEverything } from "~/domain/agreements/agreement";
import { namesIn } from "~/domain/agreements/agreement-views.server";
import { toPutRight, withSentences } from "~/domain/agreements/checks/contradiction";
import { draftView } from "~/domain/agreements/draft/draft-views.server";
import { boundPayers } from "~/domain/agreements/payers";
import { payersToNotify } from "~/domain/agreements/payers-to-notify.server";
import { formatDay } from "~/domain/shared/day";
import { Overlaps, PayersBound } from "~/ui/agreements/agreement-reach";
import { WarningCallout } from "~/ui/kit/callouts";
import { DraftPage, draftPath, type ShownDraft } from "~/ui/agreements/agreement-draft";
import { ButtonGroup, ButtonLink } from "~/ui/kit/form";
import { NotificationBanner, pageTitle } from "~/ui/kit/page";
import { shownDraft } from "~/web/agreements/agreement-draft.server";
import { VersionParams } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";

export const meta = () => [{ title: pageTitle("Check the agreement") }];

export const loader = centre.loader({ params: VersionParams }, async ({ q, actor, params, today }) => {
  const draft = await draftView(q, { agreementId: params.id, version: params.version });
  const tell = await payersToNotify(q, draft.version);
  return {
    draft: shownDraft(draft),
    payers: boundPayers(draft.version.rules),
    tell: tell.map(await namesIn(q, [tell])),
    broad: coversEverything(draft.version.scope),
    from: draft.version.effectiveFrom,
    past: draft.version.effectiveFrom < today,
    clashes: withSentences(await clashesOf(q, draft.version, draft.summary), draft.rules),
    overlaps: await overlapsFrom(q, draft.version, today),
    fundDays: await fundDaysOf(q, draft.version, today),
    mayChange: draft.state === "draft" && actor.roles.includes("commercial_officer"),
  };
});

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export default function CheckAgreement() {
  const { draft, clashes, overlaps, fundDays, mayChange, payers, tell, broad, from, past } =
    useLoaderData<typeof loader>();
  const named = new Map(draft.parties.map((party) => [party.value, party.label]));
  const path = draftPath(draft);
  return (
    <DraftPage
      draft={draft}
      title={clashes.length === 0 ? "The rules can all hold" : toPutRight(clashes)}
      lede={
        clashes.length === 0
          ? "No two rules contradict each other, every fund they name exists, and every payer that they name is a party."
          : "An agreement must be able to hold before anyone signs it."
      }
      back={
        mayChange
          ? undefined
          : { href: `/commercial/agreements/${draft.agreementId}`, label: "The agreement" }
      }
      state={null}
    >
      {clashes.length > 0 ? (
        <ol className="dt-clashes">
          {clashes.map((clash) => (
            <Clash key={clash.code + clash.text} clash={clash} draft={draft} mayChange={mayChange} />
          ))}
        </ol>
      ) : null}
      {broad ? (
        <WarningCallout heading="It covers every order of every buyer">
          <p>
            Nothing keeps it to some buyers or products. Before it is proposed you are asked to say that this
            is meant{mayChange ? <>, or </> : "."}
            {mayChange ? <a href={`${path}/edit/scope`}>keep it to some of them</a> : null}
            {mayChange ? "." : null}
          </p>
        </WarningCallout>
      ) : null}
      {past && draft.state === "draft" ? (
        <WarningCallout heading={`Its first day, ${formatDay(from)}, is past`}>
          <p>
            Orders that were placed before it is signed keep the shares they were placed with. Before it is
            proposed you are asked to say that this day is meant{mayChange ? <>, or </> : "."}
            {mayChange ? <a href={`${path}/edit/dates`}>choose another first day</a> : null}
            {mayChange ? "." : null}
          </p>
        </WarningCallout>
      ) : null}
      <FundDays warnings={fundDays} edit={mayChange ? `${path}/edit/dates` : null} />
      {payers.length > 0 ? (
        <PayersBound payers={payers} nameOf={(code) => named.get(code) ?? code} tell={tell} />
      ) : null}
      <Overlaps overlaps={overlaps} agreementId={draft.agreementId} base="/commercial/agreements" />
      {mayChange ? (
        <ButtonGroup>
          {clashes.length === 0 ? (
            <ButtonLink href={`${path}/propose`}>Continue to propose</ButtonLink>
          ) : (
            <ButtonLink href={`${path}/edit/rules`}>Change the rules</ButtonLink>
          )}
          <ButtonLink href={`${path}/edit`} variant="secondary">
            Back to the draft
          </ButtonLink>
        </ButtonGroup>
      ) : draft.state === "draft" ? null : (
        <NotificationBanner heading="This version was proposed, so its words are fixed." />
      )}
    </DraftPage>
  );
}

function Clash({
  clash,
  draft,
  mayChange,
}: {
  clash: Loaded["clashes"][number];
  draft: ShownDraft;
  mayChange: boolean;
}) {
  return (
    <li className="dt-clashes__item">
      <p className="dt-clashes__text">{clash.text}</p>
      {clash.rules.length > 0 ? (
        <dl className="dt-clashes__rules">
          {clash.rules.map((rule) => (
            <div key={rule.ruleNumber}>
              <dt>
                {mayChange ? (
                  <a href={`${draftPath(draft)}/edit/rules/${rule.ruleNumber}`}>Rule {rule.ruleNumber}</a>
                ) : (
                  `Rule ${rule.ruleNumber}`
                )}
              </dt>
              <dd>{rule.sentence}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </li>
  );
}

/** What is seldom meant about the last days of the funds that its rules name. */
function FundDays({ warnings, edit }: { warnings: readonly string[]; edit: string | null }) {
  if (warnings.length === 0) return null;
  return (
    <WarningCallout heading="Its days and those of its funds differ">
      <ul>
        {warnings.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p>
        {edit ? (
          <a href={edit}>Choose other days for the agreement</a>
        ) : (
          "Choose other days for the agreement"
        )}
        , name other funds in the rule, or keep the fund open longer.
      </p>
    </WarningCallout>
  );
}
