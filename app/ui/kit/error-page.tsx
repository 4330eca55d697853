import type { ProblemText } from "~/domain/shared/problem";
import { ActionLink, PageTitle, ReadingColumn } from "./page";

/** What a refusal looks like on its way to a page or to a machine. */
export interface ErrorPageProps extends ProblemText {
  status: number;
  requestId?: string;
}

const TITLES: Record<number, ProblemText> = {
  400: {
    title: "We could not understand what was sent",
    detail: "Go back, check what you entered and send it again.",
  },
  401: {
    title: "Sign in to see this page",
    detail: "You are not signed in, or your session ended. Nothing that was saved is lost.",
    next: { label: "Sign in", href: "/sign-in" },
  },
  403: {
    title: "You cannot see this page",
    detail:
      "You are signed in, but your role does not include it. Switch to the organisation it belongs to, or ask an administrator of your organisation.",
  },
  404: {
    title: "Page not found",
    detail: "If you typed the address, check it is correct. If you followed a link, the page may have moved.",
  },
  405: { title: "This page does not accept that request", detail: "Go back and try from the page before." },
  409: {
    title: "Somebody was faster, or this has changed",
    detail: "Look at it as it is now, then decide again. Nothing was done twice.",
  },
  410: { title: "This has been withdrawn", detail: "It is no longer available." },
  422: { title: "A rule does not allow this", detail: "Go back and change what you entered." },
  429: { title: "Too many attempts", detail: "Wait a minute, then try again." },
  500: {
    title: "Sorry, there is a problem with the service",
    detail: "Nothing was changed by this request. Try again in a few minutes.",
  },
  503: {
    title: "Sorry, the service is unavailable",
    detail: "Try again in a few minutes. Everything that was saved is safe.",
  },
};

/** The words for a status when nobody said anything better. */
export function defaultProblem(status: number): ProblemText {
  return TITLES[status] ?? (status >= 500 ? TITLES[500]! : TITLES[400]!);
}

/** So much of a request's id finds it in the log, and can be read out on the telephone. */
const QUOTED_CHARACTERS = 8;

/** A page for a refusal or failure: what happened, the rule, what to do next; for a failure the reference to quote. */
export function ErrorPage({ status, title, detail, rule, next, requestId }: ErrorPageProps) {
  const shown = next ?? defaultProblem(status).next ?? { label: "Go to the home page", href: "/" };
  return (
    <ReadingColumn>
      <PageTitle>{title}</PageTitle>
      {detail ? <p>{detail}</p> : null}
      {rule ? (
        <p>
          <strong>The rule:</strong> {rule}
        </p>
      ) : null}
      <ActionLink href={shown.href}>{shown.label}</ActionLink>
      <p className="nhsuk-body-s nhsuk-u-secondary-text-colour dt-error-reference">
        If you need help, <a href="/help">contact us</a> and quote status {status}
        {requestId && status >= 500 ? (
          <>
            {" "}
            and the reference <span className="dt-reference">{requestId.slice(0, QUOTED_CHARACTERS)}</span>,
            which finds this failure in our log
          </>
        ) : null}
        .
      </p>
    </ReadingColumn>
  );
}
