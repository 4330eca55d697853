import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { agreementView } from "~/domain/agreements/agreement-views.server";
import { overlapsFrom, versionWithNames } from "~/domain/agreements/checks/check-views.server";
import { draftNextVersion } from "~/domain/agreements/draft/draft-next-version.server";
import { aloneBehindIt, mayWriteAgreements, whyNotSign } from "~/domain/agreements/signing";
import { proposalsWaiting } from "~/domain/proposals/proposal-views.server";
import { acceptancesOf } from "~/domain/orders/acceptance-views.server";
import { Acceptances } from "~/ui/agreements/acceptances";
import { type ShownVersion } from "~/ui/agreements/agreement";
import { Overlaps } from "~/ui/agreements/agreement-reach";
import { draftPath } from "~/ui/agreements/agreement-draft";
import { AgreementPage } from "~/ui/agreements/agreement-page";
import { Inset } from "~/ui/kit/callouts";
import { ButtonGroup, ButtonLink, Form, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { AgreementParams, versionPath } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";

const NextForm = z.object({ intent: z.literal("next", "Choose what to do with this agreement") });

const DONE: Record<string, string> = {
  signed: "Signed for your organisation, in your name",
  proposed: "Proposed. Those who may sign for each party have an email with a link to it.",
  discarded: "The draft was discarded",
  withdrawn: "Withdrawn. Every party was told why, and it was never in force.",
};

export const meta = ({ data }: { data?: { agreement: { title: string } } }) => [
  { title: pageTitle(data?.agreement.title ?? "Agreement") },
];

export const loader = centre.loader(
  { params: AgreementParams, query: z.object({ done: z.string().optional() }) },
  async ({ q, params, query, actor, today }) => {
    const agreement = await agreementView(q, { agreementId: params.id, on: today });
    const newest = agreement.versions[0];
    const accepted = await acceptancesOf(q, { agreementId: params.id }).page(null);
    const stored = newest ? await versionWithNames(q, params.id, newest.version) : null;
    return {
      agreement,
      accepted: { rows: accepted.rows, total: accepted.total },
      overlaps: stored ? await overlapsFrom(q, stored.version, today) : [],
      maySign:
        newest !== undefined &&
        whyNotSign(actor, actor.organisationCode, newest.state, newest.parties, newest.proposedBy) === null,
      alone:
        newest?.state === "proposed" &&
        aloneBehindIt(
          actor.userId,
          newest.proposedBy,
          newest.parties.filter((party) => party.organisationCode !== actor.organisationCode),
        ),
      mayWrite: mayWriteAgreements(actor),
      ends: await proposalsWaiting(q, { kind: "end-agreement", about: `agreement:${params.id}` }),
      organisationName: actor.organisation.name,
      done: DONE[query.done ?? ""],
    };
  },
);

export const action = centre.action(
  { params: AgreementParams, form: NextForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, now, today }) => {
    const next = await draftNextVersion(tx, { agreementId: params.id, actor, at: now, today });
    return redirect(`${versionPath(next.agreementId, next.version)}/edit?done=started`);
  },
);

export default function Agreement() {
  const data = useLoaderData<typeof loader>();
  const { agreement, overlaps, mayWrite, alone, ends } = data;
  const [newest, ...earlier] = agreement.versions;
  const base = `/commercial/agreements/${agreement.agreementId}`;
  return (
    <AgreementPage
      {...data}
      back={{ href: "/commercial/agreements", label: "Agreements" }}
      state={useFormState()}
      differences={(version) => `${base}/differences?from=${version}&to=${version + 1}`}
    >
      {alone ? (
        <Inset>
          <p>
            You proposed this version, so somebody else signs it for {data.organisationName}: two people stand
            behind every agreement.
          </p>
        </Inset>
      ) : null}
      {ends.map((end) => (
        <Inset key={end.id}>
          <p>
            {end.proposedByName} proposed to end it:{" "}
            <a href={`/commercial/proposals/${end.id}`}>see the proposal</a>. It stays in force until another
            commercial officer approves.
          </p>
        </Inset>
      ))}
      {newest && mayWrite ? (
        <Actions agreementId={agreement.agreementId} newest={newest} inForce={earlier.find(isInForce)} />
      ) : null}
      <Overlaps overlaps={overlaps} agreementId={agreement.agreementId} base="/commercial/agreements" />
      <Acceptances
        {...data.accepted}
        csvHref={`${base}/acceptances.csv`}
        orderHref={(orderId) => `/commercial/orders/${orderId}`}
      />
      {newest ? (
        <p>
          Download version {newest.version}: <a href={`${base}/versions/${newest.version}.json`}>JSON</a>
        </p>
      ) : null}
    </AgreementPage>
  );
}

const isInForce = (version: ShownVersion) => version.state === "in_force";

/** What a commercial officer can do with the newest version, and with the one still in force before it. */
function Actions({
  agreementId,
  newest,
  inForce,
}: {
  agreementId: string;
  newest: ShownVersion;
  inForce?: ShownVersion;
}) {
  const path = draftPath({ agreementId, number: newest.version });
  const isOpen = newest.state === "draft" || newest.state === "proposed";
  return (
    <>
      <ButtonGroup>
        {newest.state === "draft" ? <ButtonLink href={`${path}/edit`}>Go on writing</ButtonLink> : null}
        {isOpen ? null : (
          <Form className="dt-inline-form">
            <input type="hidden" name="intent" value="next" />
            <SubmitButton variant="secondary">Write the next version</SubmitButton>
          </Form>
        )}
        {newest.state === "proposed" ? (
          <ButtonLink href={`${path}/end`} variant="secondary">
            Withdraw it
          </ButtonLink>
        ) : null}
        {newest.state === "in_force" ? (
          <ButtonLink href={`${path}/end`} variant="secondary">
            Propose to end it
          </ButtonLink>
        ) : null}
      </ButtonGroup>
      {inForce ? (
        <p>
          Version {inForce.version} is in force.{" "}
          <a href={`${draftPath({ agreementId, number: inForce.version })}/end`}>
            Propose to end version {inForce.version}
          </a>
        </p>
      ) : null}
    </>
  );
}
