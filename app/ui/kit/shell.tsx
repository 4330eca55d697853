import type { ReactNode } from "react";
import { DovetailMark } from "./mark";
import { FOOTER, NAVIGATION, currentItem } from "./navigation";
import { SERVICE_NAME, type ShellData } from "./page";
import { shownCode } from "~/domain/shared/organisation-words";
import { listed } from "~/domain/shared/sentence";

/** The frame of every page: skip link, header, demonstration banner, main, footer. Used by root only. */
export function PageShell({ shell, children }: { shell: ShellData; children: ReactNode }) {
  return (
    <>
      <a href="#maincontent" className="nhsuk-skip-link" data-module="nhsuk-skip-link">
        Skip to main content
      </a>
      <Header shell={shell} />
      {shell.actor ? <ActingFor actor={shell.actor} /> : null}
      {shell.demo ? <DemonstrationBanner /> : null}
      <div className="nhsuk-width-container dt-page">
        <main className="nhsuk-main-wrapper" id="maincontent">
          {children}
        </main>
      </div>
      <Footer shell={shell} />
    </>
  );
}

function Header({ shell }: { shell: ShellData }) {
  return (
    <header className="nhsuk-header dt-header" role="banner" data-module="nhsuk-header">
      <div className="nhsuk-header__container nhsuk-width-container">
        <div className="nhsuk-header__service">
          <a
            className="nhsuk-header__service-logo dt-header__home"
            href="/"
            aria-label={`${SERVICE_NAME} homepage`}
          >
            <DovetailMark />
            <span className="nhsuk-header__service-name">{SERVICE_NAME}</span>
          </a>
        </div>
        <Account shell={shell} />
      </div>
      <Navigation shell={shell} />
    </header>
  );
}

function Account({ shell }: { shell: ShellData }) {
  return (
    <nav className="nhsuk-header__account" aria-label="Account">
      <ul className="nhsuk-header__account-list">
        {shell.actor ? (
          <>
            <li className="nhsuk-header__account-item">
              <a className="nhsuk-header__account-link" href="/account">
                <UserIcon />
                {shell.actor.name}
              </a>
            </li>
            <li className="nhsuk-header__account-item">
              <form className="nhsuk-header__account-form" action="/sign-out" method="post" noValidate>
                <button className="nhsuk-header__account-button">Sign out</button>
              </form>
            </li>
          </>
        ) : (
          <li className="nhsuk-header__account-item">
            <a className="nhsuk-header__account-link" href="/sign-in">
              <UserIcon />
              Sign in
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

function ActingFor({ actor }: { actor: NonNullable<ShellData["actor"]> }) {
  const code = shownCode(actor.organisationCode);
  return (
    <aside className="dt-acting" aria-label="Organisation you act for">
      <div className="nhsuk-width-container">
        <p className="dt-acting__text">
          You act for <strong>{actor.organisationName}</strong>
          {code === null ? null : ` (${code})`}
          {actor.canSwitch ? (
            <>
              {" "}
              <a className="dt-acting__link" href="/account/organisation">
                Switch<span className="nhsuk-u-visually-hidden"> to another organisation</span>
              </a>
            </>
          ) : null}
        </p>
      </div>
    </aside>
  );
}

function Navigation({ shell }: { shell: ShellData }) {
  const items = NAVIGATION[shell.actor?.audience ?? "public"];
  const current = currentItem(items, shell.path);
  return (
    <nav className="nhsuk-header__navigation" aria-label="Menu">
      <div className="nhsuk-header__navigation-container nhsuk-width-container">
        <ul className="nhsuk-header__navigation-list">
          {items.map((item) => (
            <li
              key={item.href}
              className={`nhsuk-header__navigation-item${item === current ? " nhsuk-header__navigation-item--current" : ""}`}
            >
              <a
                className="nhsuk-header__navigation-link"
                href={item.href}
                aria-current={item === current ? (shell.path === item.href ? "page" : "true") : undefined}
              >
                {item === current ? (
                  <strong className="nhsuk-header__navigation-item-current-fallback">{item.label}</strong>
                ) : (
                  item.label
                )}
              </a>
            </li>
          ))}
          <li className="nhsuk-header__menu" hidden>
            <button
              className="nhsuk-header__menu-toggle nhsuk-header__navigation-link"
              id="toggle-menu"
              aria-expanded="false"
            >
              <span className="nhsuk-u-visually-hidden">Browse </span>More
            </button>
          </li>
        </ul>
      </div>
    </nav>
  );
}

function DemonstrationBanner() {
  return (
    <aside className="dt-demo" aria-label="Demonstration data">
      <div className="nhsuk-width-container dt-demo__row">
        <strong className="nhsuk-tag nhsuk-tag--yellow">Demonstration data</strong>
        <p className="dt-demo__text">
          Suppliers, prices and orders here are invented. <a href="/demo/people">Become another person</a> or{" "}
          <a href="/demo/mailbox">read the mailbox</a>.
        </p>
      </div>
    </aside>
  );
}

function Footer({ shell }: { shell: ShellData }) {
  return (
    <footer className="nhsuk-footer" role="contentinfo">
      <div className="nhsuk-width-container">
        <div className="nhsuk-footer__navigation nhsuk-grid-row">
          {FOOTER.map((column) => (
            <div className="nhsuk-grid-column-one-third" key={column.heading}>
              <h2 className="nhsuk-footer__heading nhsuk-heading-s">{column.heading}</h2>
              <ul className="nhsuk-footer__list">
                {column.items.map((item) => (
                  <li className="nhsuk-footer__list-item" key={item.href}>
                    <a className="nhsuk-footer__list-item-link" href={item.href}>
                      {item.label}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
        <div className="nhsuk-footer__meta">
          {shell.standIns.length > 0 ? (
            <p className="nhsuk-body-s">
              Local stand-ins are in use for {listOf(shell.standIns)}. Nothing leaves this computer through
              them.
            </p>
          ) : null}
          {shell.paymentsSetUp ? null : (
            <p className="nhsuk-body-s">
              Payments are not set up: invoices are paid by Bacs from the payer’s own ledger, and recorded
              here.
            </p>
          )}
          <p className="nhsuk-body-s dt-footer__version">
            {SERVICE_NAME} {shell.version}
          </p>
        </div>
      </div>
    </footer>
  );
}

function listOf(names: readonly string[]): string {
  return listed(names);
}

function UserIcon() {
  return (
    <svg
      className="nhsuk-icon nhsuk-icon--user"
      xmlns="http://www.w3.org/2000/svg"
      viewBox="0 0 24 24"
      width="16"
      height="16"
      focusable="false"
      aria-hidden="true"
    >
      <path d="M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22Zm0 2a9 9 0 0 0-5 16.5V18a4 4 0 0 1 4-4h2a4 4 0 0 1 4 4v1.5A9 9 0 0 0 12 3Zm0 3a3.5 3.5 0 1 1-3.5 3.5A3.4 3.4 0 0 1 12 6Z" />
    </svg>
  );
}
