import type { MetaFunction } from "@remix-run/node";
import { PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";

export const meta: MetaFunction = () => [{ title: pageTitle("Help and contact") }];

export default function Help() {
  return (
    <ReadingColumn>
      <PageTitle>Help and contact</PageTitle>
      <h2 className="nhsuk-heading-m" id="join">
        How to get an account
      </h2>
      <p>
        You need no account to search solutions, read standards, see who pays for what or read published
        contracts. To buy, supply or govern you need one, and it begins with an invitation.
      </p>
      <ul className="nhsuk-list nhsuk-list--bullet">
        <li>
          If your organisation uses Dovetail, ask one of its administrators or procurement leads to invite
          your work e-mail address. They find this under Your account, People.
        </li>
        <li>If it does not use Dovetail yet, write to us with the name and ODS code of your organisation.</li>
        <li>If you supply products, write to us with your company number.</li>
      </ul>
      <h2 className="nhsuk-heading-m" id="signing-in">
        If you cannot sign in
      </h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        <li>
          The code comes by e-mail within a minute or two. Look in your junk folder, then ask for a new one.
        </li>
        <li>A code works once, for 10 minutes. Only the newest one works.</li>
        <li>
          After several wrong codes signing in is locked for up to 15 minutes. Nothing you saved is lost.
        </li>
        <li>
          If you lost your authenticator app, enter one of your backup codes. If you have none left, write to
          us.
        </li>
      </ul>
      <h2 className="nhsuk-heading-m">If something went wrong</h2>
      <p>
        A page that says that the service failed shows a reference. Send it with your message: with it we find
        what happened. Each other error page says what to do next. If you were in the middle of a form when
        your session ended, sign in again and your answers come back.
      </p>
      <h2 className="nhsuk-heading-m" id="contact">
        Contact
      </h2>
      <p>
        Write to the people who run this service:{" "}
        <a href="mailto:help@dovetail.example">help@dovetail.example</a>. We answer within 2 working days.
      </p>
    </ReadingColumn>
  );
}
