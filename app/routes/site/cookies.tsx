import type { MetaFunction } from "@remix-run/node";
import { DataTable } from "~/ui/kit/lists/data-table";
import { PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";

export const meta: MetaFunction = () => [{ title: pageTitle("Cookies") }];

const COOKIES = [
  {
    name: "dovetail.session_token",
    purpose:
      "Keeps you signed in for 12 hours. Set when you sign in, removed when you sign out. After the 12 hours it only tells whose form it is that arrives too late.",
    lasts: "7 days",
  },
  {
    name: "dovetail.email",
    purpose: "Carries your e-mail address from the page that asks for it to the page that asks for the code.",
    lasts: "15 minutes",
  },
  {
    name: "dovetail.held",
    purpose: "Set only if your session ended while you filled in a form, so that your answers come back.",
    lasts: "1 hour",
  },
  {
    name: "dovetail.state",
    purpose: "Set only while you sign in with your NHS identity, to be sure that the answer belongs to you.",
    lasts: "10 minutes",
  },
];

export default function Cookies() {
  return (
    <ReadingColumn>
      <PageTitle>Cookies</PageTitle>
      <p>
        Cookies are small files that a website keeps in your browser. We use only those without which signing
        in would not work. Reading the public pages sets none.
      </p>
      <p>
        There are no cookies for measuring or advertising, and none of anybody else. That is why we do not ask
        you to accept any. Scripts cannot read ours, and over https they travel encrypted; then their names
        begin with __Secure-.
      </p>
      <DataTable
        caption="The cookies we use"
        rows={COOKIES}
        rowKey={(cookie) => cookie.name}
        columns={[
          { key: "name", header: "Name", rowHeader: true, cell: (cookie) => <code>{cookie.name}</code> },
          { key: "purpose", header: "What it is for", cell: (cookie) => cookie.purpose },
          { key: "lasts", header: "Lasts", cell: (cookie) => cookie.lasts },
        ]}
      />
    </ReadingColumn>
  );
}
