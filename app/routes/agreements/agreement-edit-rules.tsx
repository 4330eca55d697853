import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { clashesOf } from "~/domain/agreements/checks/check-views.server";
import { shapeWords } from "~/domain/agreements/rules/rule-shapes";
import { DraftForm, DraftPage, draftPath, type ShownDraft } from "~/ui/agreements/agreement-draft";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonGroup, ButtonLink, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { changeAsAsked, openDraft, shownDraft } from "~/web/agreements/agreement-draft.server";
import { seen, VersionParams, versionPath } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";

const ActionForm = z.object({
  seen,
  intent: z.enum(["up", "down", "remove"], "Choose what to do with the rule"),
  rule: z.coerce.number().int().positive(),
});

export const meta = () => [{ title: pageTitle("Rules") }];

export const loader = centre.loader(
  { params: VersionParams, roles: ["commercial_officer"] },
  async ({ q, params }) => {
    const draft = await openDraft(q, params);
    const clashes = await clashesOf(q, draft.version, draft.summary);
    return { draft: shownDraft(draft), clashes: clashes.filter((each) => each.ruleNumbers.length > 0) };
  },
);

export const action = centre.action(
  { params: VersionParams, form: ActionForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    const ruleNumber = form.rule;
    await changeAsAsked(
      tx,
      { actor, now, params, form },
      form.intent === "remove"
        ? { part: "remove-rule", ruleNumber }
        : { part: "move-rule", ruleNumber, by: form.intent === "up" ? -1 : 1 },
    );
    return redirect(`${versionPath(params.id, params.version)}/edit/rules`);
  },
);

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export default function EditRules() {
  const { draft, clashes } = useLoaderData<typeof loader>();
  const state = useFormState();
  const at = `${draftPath(draft)}/edit/rules`;
  return (
    <DraftPage
      draft={draft}
      title="Rules"
      lede="They apply from the first to the last. The last takes what is left."
      state={state}
    >
      {draft.rules.length === 0 ? (
        <EmptyState heading="No rules yet">
          <p>Begin with who pays what; end with who pays the rest.</p>
        </EmptyState>
      ) : (
        <ol className="dt-rules">
          {draft.rules.map((rule, index) => (
            <RuleItem
              key={rule.ruleNumber}
              draft={draft}
              rule={rule}
              isFirst={index === 0}
              isLast={index === draft.rules.length - 1}
              clashes={clashes}
            />
          ))}
        </ol>
      )}
      <ButtonGroup>
        <ButtonLink href={`${at}/new`} variant={draft.rules.length === 0 ? "primary" : "secondary"}>
          Add a rule
        </ButtonLink>
        {draft.rules.length > 0 ? <ButtonLink href={`${draftPath(draft)}/edit`}>Continue</ButtonLink> : null}
      </ButtonGroup>
    </DraftPage>
  );
}

function RuleItem({
  draft,
  rule,
  isFirst,
  isLast,
  clashes,
}: {
  draft: ShownDraft;
  rule: Loaded["draft"]["rules"][number];
  isFirst: boolean;
  isLast: boolean;
  clashes: Loaded["clashes"];
}) {
  const wrong = clashes.filter((each) => each.ruleNumbers.includes(rule.ruleNumber));
  const named = `rule ${rule.ruleNumber}`;
  return (
    <li className={`dt-rules__item${wrong.length > 0 ? " dt-rules__item--wrong" : ""}`}>
      <span className="dt-rules__number">
        Rule {rule.ruleNumber}
        <span className="dt-rules__shape">{shapeWords(rule.shape)?.name ?? rule.shape}</span>
      </span>
      <span className="dt-rules__text">{rule.sentence}</span>
      {wrong.map((each) => (
        <p className="dt-rules__wrong" key={each.code + each.text}>
          <strong>To put right:</strong> {each.text}
        </p>
      ))}
      <DraftForm draft={draft} className="dt-rules__actions">
        <input type="hidden" name="rule" value={rule.ruleNumber} />
        <a href={`${draftPath(draft)}/edit/rules/${rule.ruleNumber}`}>
          Change<span className="nhsuk-u-visually-hidden"> {named}</span>
        </a>
        {isFirst ? null : <Action action="up" label="Move up" named={named} />}
        {isLast ? null : <Action action="down" label="Move down" named={named} />}
        <Action action="remove" label="Remove" named={named} />
      </DraftForm>
    </li>
  );
}

function Action({ action, label, named }: { action: string; label: string; named: string }) {
  return (
    <SubmitButton variant="secondary" small name="intent" value={action}>
      {label}
      <span className="nhsuk-u-visually-hidden"> {named}</span>
    </SubmitButton>
  );
}
