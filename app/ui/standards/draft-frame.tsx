import type { ReactNode } from "react";
import type { DraftKind } from "~/domain/standards/draft";
import { draftName } from "~/domain/standards/draft-words";
import { ErrorSummary, Form, hasErrors, ShownCount, type FormState } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, ReadingColumn } from "~/ui/kit/page";

/** A draft as far as the frame of its pages needs it. */
export interface FramedDraft {
  id: string;
  kind: DraftKind;
  revision: number;
  content: { title: string; version: string };
}

export const draftHref = ({ id }: Pick<FramedDraft, "id">, part?: string): string =>
  `/commercial/standards/${id}${part ? `/${part}` : ""}`;

/** The frame of one editing page: way back, what went wrong, title. */
export function DraftPage({
  draft,
  title,
  lede,
  back,
  state,
  children,
}: {
  draft: FramedDraft;
  title: ReactNode;
  lede?: ReactNode;
  back?: { href: string; label: string };
  state: FormState | null;
  children: ReactNode;
}) {
  const to = back ?? { href: draftHref(draft), label: "The draft" };
  return (
    <>
      <BackLink href={to.href}>{to.label}</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${draft.id}: ${draftName(draft)}`} lede={lede}>
          {title}
        </PageTitle>
        {children}
      </ReadingColumn>
    </>
  );
}

/** A form of an editing page: carries which picture of the draft it shows, so that nobody overwrites a colleague unseen. */
export function DraftForm({ draft, children }: { draft: FramedDraft; children: ReactNode }) {
  return (
    <Form>
      <ShownCount name="seen" value={draft.revision} state={useFormState()} />
      {children}
    </Form>
  );
}
