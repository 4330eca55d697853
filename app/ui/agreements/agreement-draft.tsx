import type { ReactNode } from "react";
import type { AgreementState } from "~/domain/agreements/agreement";
import { isOutOfOrder } from "~/domain/agreements/rules/renumber";
import { ErrorSummary, Form, hasErrors, ShownCount, type FormState } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, ReadingColumn } from "~/ui/kit/page";

/** A draft as far as its editing pages show it. */
export interface ShownDraft {
  agreementId: string;
  number: number;
  title: string;
  summary: string;
  state: AgreementState;
  editCount: number;
  rules: readonly { ruleNumber: number; shape: string; sentence: string }[];
  parties: readonly { value: string; label: string }[];
  startFundIds: readonly string[];
}

export function draftPath({ agreementId, number }: Pick<ShownDraft, "agreementId" | "number">): string {
  return `/commercial/agreements/${agreementId}/versions/${number}`;
}

/** Carries which picture of the draft this page shows, so that a colleague's change is never overwritten unseen. */
export function Seen({ draft }: { draft: ShownDraft }) {
  return <ShownCount name="seen" value={draft.editCount} state={useFormState()} />;
}

/** The frame of one editing page: way back, what went wrong, title. */
export function DraftPage({
  draft,
  title,
  lede,
  back,
  state,
  wide = false,
  hrefs,
  children,
}: {
  draft: ShownDraft;
  title: ReactNode;
  lede?: ReactNode;
  back?: { href: string; label: string };
  state: FormState | null;
  wide?: boolean;
  hrefs?: Record<string, string>;
  children: ReactNode;
}) {
  const to = back ?? { href: `${draftPath(draft)}/edit`, label: "The draft" };
  const body = (
    <>
      {hasErrors(state) ? (
        <ErrorSummary errors={state?.errors} problem={state?.problem} hrefs={hrefs} />
      ) : null}
      <PageTitle caption={`${draft.title}, version ${draft.number}`} lede={lede}>
        {title}
      </PageTitle>
      {children}
    </>
  );
  return (
    <>
      <BackLink href={to.href}>{to.label}</BackLink>
      {wide ? body : <ReadingColumn>{body}</ReadingColumn>}
    </>
  );
}

/** A form of an editing page. */
export function DraftForm({
  draft,
  children,
  ...rest
}: {
  draft: ShownDraft;
  children: ReactNode;
  className?: string;
  id?: string;
}) {
  return (
    <Form {...rest}>
      <Seen draft={draft} />
      {children}
    </Form>
  );
}

/** The rules in their order, as they will be read by those who sign. */
export function RulesText({ rules }: { rules: readonly { ruleNumber: number; sentence: string }[] }) {
  return (
    <>
      {isOutOfOrder(rules) ? (
        <p>
          They apply in the order in which they stand here. A number is the name of its rule and no place.
        </p>
      ) : null}
      <ol className="dt-rules">
        {rules.map((rule) => (
          <li className="dt-rules__item" key={rule.ruleNumber}>
            <span className="dt-rules__number">Rule {rule.ruleNumber}</span>
            <span className="dt-rules__text">{rule.sentence}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
