import type { MetaFunction } from "@remix-run/node";
import { PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";

export const meta: MetaFunction = () => [{ title: pageTitle("Accessibility statement") }];

export default function Accessibility() {
  return (
    <ReadingColumn>
      <PageTitle>Accessibility statement for Dovetail</PageTitle>
      <p>We want as many people as possible to be able to use this service. You should be able to:</p>
      <ul className="nhsuk-list nhsuk-list--bullet">
        <li>zoom in up to 400% without text running off the screen</li>
        <li>use every page and complete every task with a keyboard alone</li>
        <li>use every page and complete every task with JavaScript switched off</li>
        <li>use a screen reader, speech recognition or a screen magnifier</li>
        <li>use it on an old laptop or a phone, on a slow connection</li>
      </ul>
      <p>
        <a href="https://mcmw.abilitynet.org.uk/">AbilityNet</a> has advice on making your device easier to
        use if you have a disability.
      </p>
      <h2 className="nhsuk-heading-m">How accessible it is</h2>
      <p>
        The service is built to meet the Web Content Accessibility Guidelines version 2.2 at level AA. Our
        tests check every kind of page automatically with axe whenever the software changes. They find about
        half of all possible problems; an audit by people who use assistive technology has not been done yet.
      </p>
      <h2 className="nhsuk-heading-m">What we know is not perfect</h2>
      <ul className="nhsuk-list nhsuk-list--bullet">
        <li>
          Documents that suppliers upload may not be accessible. We ask for accessible formats and tell you
          the supplier’s contact, so that you can ask for another one.
        </li>
        <li>
          The PDF of an order has its text in reading order but no tags. The same facts stand on the order’s
          page, which has them in an accessible form.
        </li>
        <li>Wide tables scroll sideways on small screens. Each of them can be downloaded as a file.</li>
      </ul>
      <h2 className="nhsuk-heading-m">Tell us about a problem</h2>
      <p>
        Write to <a href="mailto:help@dovetail.example">help@dovetail.example</a> with the address of the page
        and what went wrong, or if you need something in another format. We answer within 2 working days.
      </p>
      <h2 className="nhsuk-heading-m">Enforcement procedure</h2>
      <p>
        The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile
        Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with how we respond,{" "}
        <a href="https://www.equalityadvisoryservice.com/">
          contact the Equality Advisory and Support Service
        </a>
        .
      </p>
      <p className="nhsuk-body-s">This statement was prepared on 22 November 2026.</p>
    </ReadingColumn>
  );
}
