import type { ReactNode } from "react";
import { BackLink as NhsBackLink } from "nhsuk-react-components";
import type { Audience } from "~/domain/people/role";
import type { ShellData } from "~/web/shell-data";

export type { Audience, ShellData };

export const SERVICE_NAME = "Dovetail";

/** The `<title>` of a page: "Shortlist – Dovetail", with "Error: " first when its form has errors. */
export function pageTitle(title: string, hasErrors = false): string {
  return `${hasErrors ? "Error: " : ""}${title} – ${SERVICE_NAME}`;
}

/** The one h1 of a page. `caption` says what it belongs to, for example the order number. */
export function PageTitle({
  children,
  caption,
  size = "l",
  lede,
}: {
  children: ReactNode;
  caption?: ReactNode;
  size?: "m" | "l" | "xl";
  /** One sentence under the heading. */
  lede?: ReactNode;
}) {
  return (
    <>
      <h1 className={`nhsuk-heading-${size}`}>
        {caption ? (
          <>
            <span className={`nhsuk-caption-${size}`}>{caption}</span>{" "}
          </>
        ) : null}
        {children}
      </h1>
      {lede ? <p className="nhsuk-lede-text dt-lede">{lede}</p> : null}
    </>
  );
}

export interface Crumb {
  label: string;
  href: string;
}

/** Way back through the public pages. Give the ancestors only, not the page itself; narrow screens see the last. */
export function Breadcrumbs({ items }: { items: Crumb[] }) {
  const last = items.at(-1);
  return (
    <nav className="nhsuk-breadcrumb" aria-label="Breadcrumb">
      <ol className="nhsuk-breadcrumb__list">
        {items.map((item) => (
          <li className="nhsuk-breadcrumb__list-item" key={item.href}>
            <a className="nhsuk-breadcrumb__link" href={item.href}>
              {item.label}
            </a>
          </li>
        ))}
      </ol>
      {last ? (
        <a className="nhsuk-back-link" href={last.href}>
          <span className="nhsuk-u-visually-hidden">Back to </span>
          {last.label}
        </a>
      ) : null}
    </nav>
  );
}

/** Link to the page before, inside a journey. Stands above the heading. */
export function BackLink({ href, children = "Back" }: { href: string; children?: ReactNode }) {
  return <NhsBackLink href={href}>{children}</NhsBackLink>;
}

/** Two thirds of the width: comfortable for reading and for forms. */
export function ReadingColumn({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">{children}</div>
      {aside ? <div className="nhsuk-grid-column-one-third">{aside}</div> : null}
    </div>
  );
}

/** The whole width: tables, comparison, lists with filters. */
export function FullWidth({ children }: { children: ReactNode }) {
  return (
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-full">{children}</div>
    </div>
  );
}

/** Tells what just happened (`success`) or what somebody must know before reading on. Stands above the heading. */
export function NotificationBanner({
  heading,
  children,
  success = false,
  id = "notification",
}: {
  heading: ReactNode;
  children?: ReactNode;
  success?: boolean;
  id?: string;
}) {
  return (
    <div
      className={`nhsuk-notification-banner${success ? " nhsuk-notification-banner--success" : ""}`}
      role={success ? "alert" : "region"}
      aria-labelledby={`${id}-title`}
      data-module="nhsuk-notification-banner"
    >
      <div className="nhsuk-notification-banner__header">
        <h2 className="nhsuk-notification-banner__title" id={`${id}-title`}>
          {success ? "Done" : "Important"}
        </h2>
      </div>
      <div className="nhsuk-notification-banner__content">
        <p className="nhsuk-notification-banner__heading">{heading}</p>
        {children}
      </div>
    </div>
  );
}

/** A prominent way on: one per page at most, for the thing that most people came to do. */
export function ActionLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="nhsuk-action-link" href={href}>
      <svg
        className="nhsuk-icon nhsuk-icon--arrow-right-circle"
        xmlns="http://www.w3.org/2000/svg"
        viewBox="0 0 24 24"
        width="16"
        height="16"
        focusable="false"
        aria-hidden="true"
      >
        <path d="M12 2a10 10 0 0 0-10 9h11.7l-4-4a1 1 0 0 1 1.5-1.4l5.6 5.7a1 1 0 0 1 0 1.4l-5.6 5.7a1 1 0 0 1-1.5 0 1 1 0 0 1 0-1.4l4-4H2A10 10 0 1 0 12 2z" />
      </svg>
      <span className="nhsuk-action-link__text">{children}</span>
    </a>
  );
}
