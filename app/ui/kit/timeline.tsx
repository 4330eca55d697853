import type { ReactNode } from "react";

export interface TimelineEntry {
  key: string;
  title: ReactNode;
  /** When and by whom: `<DayText …/>` or `<MomentText …/>` and a name. */
  when: ReactNode;
  description?: ReactNode;
  /** Not yet: drawn hollow. */
  future?: boolean;
}

/** What happened to a thing and what is to come, in the order given. */
export function Timeline({ entries, level = 3 }: { entries: readonly TimelineEntry[]; level?: 2 | 3 }) {
  const Heading = `h${level}` as const;
  return (
    <ol className="dt-timeline">
      {entries.map((entry) => (
        <li
          className={`dt-timeline__entry${entry.future ? " dt-timeline__entry--future" : ""}`}
          key={entry.key}
        >
          <Heading className="dt-timeline__title">{entry.title}</Heading>
          <p className="dt-timeline__when">{entry.when}</p>
          {entry.description ? <div className="dt-timeline__text">{entry.description}</div> : null}
        </li>
      ))}
    </ol>
  );
}

/** "What needs me now": dated things to do, the most urgent first. */
export function TodoList({
  items,
}: {
  items: readonly {
    key: string;
    label: ReactNode;
    href: string;
    due?: ReactNode;
    about?: ReactNode;
    tag?: ReactNode;
  }[];
}) {
  return (
    <ul className="dt-todo">
      {items.map((item) => (
        <li className="dt-todo__item" key={item.key}>
          <div>
            <a className="dt-todo__link" href={item.href}>
              {item.label}
            </a>
            {item.about ? <p className="dt-todo__about">{item.about}</p> : null}
          </div>
          <div className="dt-todo__side">
            {item.tag}
            {item.due ? <p className="dt-todo__due">{item.due}</p> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
