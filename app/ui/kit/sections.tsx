import type { ReactNode } from "react";

export interface Section {
  id: string;
  label: string;
  content: ReactNode;
}

/** A long page in parts: links at the top, then every part under its heading. All of it prints and can be searched. */
export function Sections({
  sections,
  label = "On this page",
}: {
  sections: readonly Section[];
  label?: string;
}) {
  return (
    <>
      <nav className="dt-contents" aria-label={label}>
        <ul className="dt-contents__list">
          {sections.map((section) => (
            <li key={section.id}>
              <a href={`#${section.id}`}>{section.label}</a>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map((section) => (
        <section
          className="dt-section"
          id={section.id}
          key={section.id}
          aria-labelledby={`${section.id}-heading`}
        >
          <h2 id={`${section.id}-heading`}>{section.label}</h2>
          {section.content}
        </section>
      ))}
    </>
  );
}

/** Views of one thing at their own addresses, shown as tabs. */
export function TabLinks({
  tabs,
  label,
}: {
  tabs: readonly { href: string; label: string; current?: boolean }[];
  label: string;
}) {
  return (
    <nav className="dt-tabs" aria-label={label}>
      <ul className="dt-tabs__list">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a className="dt-tabs__link" href={tab.href} aria-current={tab.current ? "page" : undefined}>
              {tab.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
