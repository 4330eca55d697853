import type { ReactNode } from "react";
import { ErrorSummary, Form, hasErrors, ShownCount, SubmitButton, type FormState } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, ReadingColumn } from "~/ui/kit/page";

/** Carries which picture of the order this page shows, so that a stale tab is told instead of overwriting. */
export function EditCount({ value }: { value: number }) {
  return <ShownCount name="editCount" value={value} state={useFormState()} />;
}

/** The frame of a page that changes one part of an order. */
export function OrderForm({
  order,
  title,
  lede,
  state,
  children,
  upload = false,
  button = "Save and go back to the order",
  hrefs,
}: {
  order: { id: string; editCount: number };
  title: string;
  lede?: ReactNode;
  state: FormState | null;
  children: ReactNode;
  /** The form sends a file. */
  upload?: boolean;
  /** Null where there is nothing to fill in yet: then the page is no form. */
  button?: string | null;
  /** Where an error points when not to the field of its name. */
  hrefs?: Record<string, string>;
}) {
  return (
    <>
      <BackLink href={`/buying/orders/${order.id}`}>Back to the order</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? (
          <ErrorSummary errors={state?.errors} problem={state?.problem} hrefs={hrefs} />
        ) : null}
        <PageTitle caption={`Order ${order.id}`} lede={lede}>
          {title}
        </PageTitle>
        {button === null ? (
          children
        ) : (
          <Form encType={upload ? "multipart/form-data" : undefined}>
            <EditCount value={order.editCount} />
            {children}
            <SubmitButton>{button}</SubmitButton>
          </Form>
        )}
      </ReadingColumn>
    </>
  );
}
