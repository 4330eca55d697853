import type { MetaFunction } from "@remix-run/node";
import { PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";

export const meta: MetaFunction = () => [{ title: pageTitle("Privacy") }];

export default function Privacy() {
  return (
    <ReadingColumn>
      <PageTitle>Privacy</PageTitle>
      <p>
        Dovetail is about organisations, products and money. It holds no information about patients, and
        nobody should enter any.
      </p>
      <h2 className="nhsuk-heading-m">What we hold about you</h2>
      <p>If you only read the public pages: nothing but technical logs, which hold no names.</p>
      <p>If you have an account:</p>
      <ul className="nhsuk-list nhsuk-list--bullet">
        <li>your name and work e-mail address</li>
        <li>which organisations you belong to and what you may do there</li>
        <li>when you signed in, from which address of the network and with which browser</li>
        <li>what you did here that matters to others: for example approving an order or accepting it</li>
        <li>the e-mails that the service sent you</li>
      </ul>
      <h2 className="nhsuk-heading-m">Why, and on what basis</h2>
      <p>
        Public bodies must be able to show who decided what when they spend public money. We hold this to
        carry out that public task (UK GDPR, Article 6(1)(e)). We do not use it for marketing, we do not sell
        it, and no decision about you is made by a machine alone.
      </p>
      <h2 className="nhsuk-heading-m">Who sees it</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        <li>people of your own organisations see your name, address and roles</li>
        <li>the other side of an order sees the contacts that the order names</li>
        <li>commercial officers and auditors of the service see who did what</li>
        <li>contracts are published with the names of organisations, never with those of people</li>
      </ul>
      <h2 className="nhsuk-heading-m">Who else handles it for us</h2>
      <p>
        E-mails go out through GOV.UK Notify, payments through Stripe. Pages of this service ask nothing from
        any other website. Where the foot of a page says that a local stand-in is in use or that payments are
        not set up, that service is not used at all.
      </p>
      <h2 className="nhsuk-heading-m">How long</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        <li>sign-in codes: they work for 10 minutes, and the e-mail with the code is deleted after a day</li>
        <li>
          sessions: they last 12 hours and are deleted 7 days later, so that a form you send too late can wait
          for you for an hour
        </li>
        <li>what you typed into a form that you have not sent on yet: 12 hours, for you alone</li>
        <li>that a form was sent, so that it does not count twice: 7 days</li>
        <li>technical logs: 90 days</li>
        <li>orders, contracts and the record of who did what: 7 years after the contract ends</li>
        <li>accounts: until your organisation removes you; your name stays in the record of what you did</li>
      </ul>
      <h2 className="nhsuk-heading-m">Your rights</h2>
      <p>
        You can ask to see, correct or erase what we hold about you, or object to it. Write to{" "}
        <a href="mailto:help@dovetail.example">help@dovetail.example</a>. If you are not content with our
        answer, you can complain to the{" "}
        <a href="https://ico.org.uk/make-a-complaint/">Information Commissioner’s Office</a>.
      </p>
    </ReadingColumn>
  );
}
