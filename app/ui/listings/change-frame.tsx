import type { ReactNode } from "react";
import { CHANGE_KIND_WORDS, type ChangeKind } from "~/domain/listings/change";
import { ErrorSummary, Form, hasErrors, ShownCount, type FormState } from "~/ui/kit/form";
import { BackLink, NotificationBanner, PageTitle, ReadingColumn } from "~/ui/kit/page";

/** A change as far as the frame of its pages needs it. */
export interface FramedChange {
  id: string;
  kind: ChangeKind;
  name: string;
  revision: number;
}

/** Address of a page of the supplier's own change. */
export const changeHref = ({ id }: Pick<FramedChange, "id">, part?: string): string =>
  `/supplying/listings/changes/${id}${part ? `/${part}` : ""}`;

/** "LC-0001, new solution: CareNotes" */
export const changeCaption = ({ id, kind, name }: Pick<FramedChange, "id" | "kind" | "name">): string =>
  `${id}, ${CHANGE_KIND_WORDS[kind].toLowerCase()}: ${name}`;

/** The frame of one page on which a listing is written: way back, what went wrong, title. */
export function ChangePage({
  change,
  title,
  lede,
  back,
  saved = false,
  state,
  children,
}: {
  change: FramedChange;
  title: ReactNode;
  lede?: ReactNode;
  back?: { href: string; label: string };
  saved?: boolean;
  state: FormState | null;
  children: ReactNode;
}) {
  const to = back ?? { href: changeHref(change), label: "The listing’s parts" };
  return (
    <>
      <BackLink href={to.href}>{to.label}</BackLink>
      <ReadingColumn>
        {saved && !hasErrors(state) ? <NotificationBanner heading="Your change is saved" success /> : null}
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={changeCaption(change)} lede={lede}>
          {title}
        </PageTitle>
        {children}
      </ReadingColumn>
    </>
  );
}

/** A form about a change: carries which picture of it the page shows, so that nobody overwrites a colleague unseen. */
export function ChangeForm({
  change,
  state,
  children,
}: {
  change: Pick<FramedChange, "revision">;
  state: FormState | null;
  children: ReactNode;
}) {
  return (
    <Form>
      <ShownCount name="seen" value={change.revision} state={state} />
      {children}
    </Form>
  );
}
