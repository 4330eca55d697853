import type { ReactNode } from "react";
import { Details as NhsDetails } from "nhsuk-react-components";

/** Something to unfold for those who want it: how a figure came about, the table behind a chart. */
export function Details({
  summary,
  children,
  open,
}: {
  summary: ReactNode;
  children: ReactNode;
  open?: boolean;
}) {
  return (
    <NhsDetails open={open}>
      <NhsDetails.Summary>{summary}</NhsDetails.Summary>
      <NhsDetails.Text>{children}</NhsDetails.Text>
    </NhsDetails>
  );
}
