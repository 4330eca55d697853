import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { clashesOf } from "~/domain/agreements/checks/check-views.server";
import { scopeLines } from "~/domain/agreements/rules/scope-words";
import { formatDay } from "~/domain/shared/day";
import { DraftPage, draftPath, RulesText } from "~/ui/agreements/agreement-draft";
import { ButtonGroup, ButtonLink } from "~/ui/kit/form";
import { NotificationBanner, pageTitle } from "~/ui/kit/page";
import { TaskList, type Task } from "~/ui/kit/task-list";
import { openDraft, shownDraft } from "~/web/agreements/agreement-draft.server";
import { VersionParams } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";

const DONE: Record<string, string> = {
  started: "The draft is yours to change. Nobody is bound by it.",
  saved: "Your change is saved",
};

export const meta = ({ data }: { data?: { draft: { title: string } } }) => [
  { title: pageTitle(`Write ${data?.draft.title ?? "an agreement"}`) },
];

export const loader = centre.loader(
  {
    params: VersionParams,
    query: z.object({ done: z.string().optional() }),
    roles: ["commercial_officer"],
  },
  async ({ q, params, query }) => {
    const draft = await openDraft(q, params);
    const { version } = draft;
    const covers = scopeLines(version.scope, draft.nameOf)
      .filter((line) => line.value !== null)
      .map((line) => `${line.label}: ${line.value}`);
    return {
      draft: shownDraft(draft),
      clashes: (await clashesOf(q, version, draft.summary)).length,
      covers: covers.length > 0 ? covers.join("; ") : "Every order of every buyer",
      dates: `From ${formatDay(version.effectiveFrom)}${version.effectiveTo ? ` to ${formatDay(version.effectiveTo)}` : ", without a last day"}`,
      done: DONE[query.done ?? ""],
    };
  },
);

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function tasksOf({ draft, clashes, covers, dates }: Loaded): Task[] {
  const at = `${draftPath(draft)}/edit`;
  const residual = draft.rules.some((rule) => rule.shape === "residual");
  const names = draft.parties.map((party) => party.label).join(", ");
  return [
    {
      key: "words",
      label: "Title and summary",
      href: `${at}/summary`,
      hint: draft.summary,
      state: draft.summary ? "completed" : "not-started",
    },
    {
      key: "parties",
      label: "Parties",
      href: `${at}/parties`,
      hint: names || "Who signs it",
      state: draft.parties.length > 0 ? "completed" : "not-started",
    },
    { key: "scope", label: "What it covers", href: `${at}/scope`, hint: covers, state: "completed" },
    { key: "dates", label: "Dates", href: `${at}/dates`, hint: dates, state: "completed" },
    {
      key: "rules",
      label: "Rules",
      href: `${at}/rules`,
      hint:
        draft.rules.length === 0
          ? "Who pays what, in order"
          : `${draft.rules.length} ${draft.rules.length === 1 ? "rule" : "rules"}${residual ? "" : "; none says who pays the rest yet"}`,
      state: draft.rules.length === 0 ? "not-started" : residual ? "completed" : "in-progress",
    },
    {
      key: "check",
      label: "Check for contradictions",
      href: `${draftPath(draft)}/check`,
      hint: clashes === 0 ? "The rules can all hold" : "To be put right before anyone signs",
      state: clashes === 0 ? "completed" : "needs-attention",
      stateLabel: clashes === 0 ? undefined : `${clashes} to put right`,
    },
  ];
}

export default function EditAgreement() {
  const data = useLoaderData<typeof loader>();
  const { draft, done, clashes } = data;
  const path = draftPath(draft);
  return (
    <DraftPage
      draft={draft}
      title="Write the agreement"
      lede="A draft binds nobody. When it is proposed its words are fixed, and each party signs it."
      back={{ href: `/commercial/agreements/${draft.agreementId}`, label: "The agreement" }}
      state={null}
    >
      {done ? <NotificationBanner heading={done} success /> : null}
      <TaskList tasks={tasksOf(data)} />
      <ButtonGroup>
        <ButtonLink href={clashes === 0 ? `${path}/propose` : `${path}/check`}>
          {clashes === 0 ? "Check and propose to the parties" : "See what contradicts itself"}
        </ButtonLink>
      </ButtonGroup>
      <h2>What it says now</h2>
      {draft.rules.length > 0 ? (
        <RulesText rules={draft.rules} />
      ) : (
        <p>It has no rules yet, so nobody would pay anything under it.</p>
      )}
      <p>
        <a href={`${path}/discard`}>Discard this draft</a>
      </p>
    </DraftPage>
  );
}
