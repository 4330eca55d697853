import type { ReactNode } from "react";
import type { MissingPart } from "~/domain/applications/application";
import { ErrorSummary, Form, hasErrors, ShownCount, SubmitButton, type FormState } from "~/ui/kit/form";
import { BackLink, PageTitle, ReadingColumn } from "~/ui/kit/page";
import type { Task } from "~/ui/kit/task-list";

/** The frame of a page that fills in one part of an application. */
export function ApplicationForm({
  application,
  title,
  lede,
  state,
  children,
}: {
  application: { id: string; editCount: number; fund: { name: string }; may: { change: boolean } };
  title: string;
  lede?: ReactNode;
  state: FormState | null;
  children: ReactNode;
}) {
  const { id, editCount, fund, may } = application;
  return (
    <>
      <BackLink href={`/buying/applications/${id}`}>Back to the application</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${id}, ${fund.name}`} lede={lede}>
          {title}
        </PageTitle>
        {may.change ? (
          <Form>
            <ShownCount name="editCount" value={editCount} state={state} />
            {children}
            <SubmitButton>Save and go back to the application</SubmitButton>
          </Form>
        ) : (
          <p>This application cannot be changed now, or not by you.</p>
        )}
      </ReadingColumn>
    </>
  );
}

/** The parts of an application as a task list, each with what is missing; the last sends it. */
export function applicationTasks(application: {
  id: string;
  nature: string;
  hasNeed: boolean;
  missing: readonly MissingPart[];
  whyNot: readonly string[];
}): Task[] {
  const { id, nature, hasNeed, missing, whyNot } = application;
  const base = `/buying/applications/${id}`;
  const parts: { part: MissingPart["part"]; label: string; possible: boolean }[] = [
    { part: "need", label: "What you need the money for", possible: true },
    { part: "amount", label: "How much you ask for", possible: hasNeed },
    { part: "match", label: "What you add of your own", possible: true },
    ...(nature === "capital"
      ? [{ part: "revenue" as const, label: "Who pays the running costs for five years", possible: true }]
      : []),
    { part: "case", label: "Your case", possible: true },
  ];
  const tasks = parts.map(({ part, label, possible }): Task => {
    const needs = missing.filter((one) => one.part === part);
    return {
      key: part,
      label,
      href: `${base}/${part}`,
      hint: possible && needs.length > 0 ? needs.map(({ text }) => text).join(". ") : undefined,
      state: !possible ? "cannot-start" : needs.length === 0 ? "completed" : "not-started",
    };
  });
  return [
    ...tasks,
    {
      key: "check",
      label: "Check and send",
      href: `${base}/check`,
      hint: missing.length === 0 && whyNot.length > 0 ? whyNot.join(" ") : undefined,
      state: missing.length > 0 ? "cannot-start" : whyNot.length > 0 ? "needs-attention" : "not-started",
    },
  ];
}
