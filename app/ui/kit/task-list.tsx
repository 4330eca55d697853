import type { ReactNode } from "react";

export type TaskState =
  | "completed"
  | "in-progress"
  | "not-started"
  | "optional"
  | "cannot-start"
  | "needs-attention"
  | "waiting";

export interface Task {
  key: string;
  label: ReactNode;
  href?: string;
  hint?: ReactNode;
  state: TaskState;
  /** Replaces the words of the state, for example "Waiting for Leeds ICB". */
  stateLabel?: string;
}

const WORDS: Record<TaskState, string> = {
  completed: "Completed",
  "in-progress": "In progress",
  "not-started": "Not started",
  optional: "Optional",
  "cannot-start": "Cannot start yet",
  "needs-attention": "There is a problem",
  waiting: "Waiting for others",
};

const COLOURS: Partial<Record<TaskState, string>> = {
  "in-progress": "blue",
  "not-started": "blue",
  "needs-attention": "red",
  waiting: "yellow",
};

/** What there is to do, in order. Done and not yet possible are plain words; only what asks for somebody is a tag. */
export function TaskList({ tasks, id = "tasks" }: { tasks: readonly Task[]; id?: string }) {
  return (
    <ul className="nhsuk-task-list">
      {tasks.map((task) => (
        <Item key={task.key} task={task} id={`${id}-${task.key}`} />
      ))}
    </ul>
  );
}

function Item({ task, id }: { task: Task; id: string }) {
  const href = task.state === "cannot-start" ? undefined : task.href;
  return (
    <li className={`nhsuk-task-list__item${href ? " nhsuk-task-list__item--with-link" : ""}`}>
      <div className="nhsuk-task-list__name-and-hint">
        {href ? (
          <a
            className="nhsuk-link nhsuk-task-list__link"
            href={href}
            aria-describedby={`${task.hint ? `${id}-hint ` : ""}${id}-status`}
          >
            {task.label}
          </a>
        ) : (
          <div>{task.label}</div>
        )}
        {task.hint ? (
          <div className="nhsuk-task-list__hint" id={`${id}-hint`}>
            {task.hint}
          </div>
        ) : null}
      </div>
      <Status task={task} id={`${id}-status`} />
    </li>
  );
}

function Status({ task, id }: { task: Task; id: string }) {
  const words = task.stateLabel ?? WORDS[task.state];
  const colour = COLOURS[task.state];
  const plain = task.state === "cannot-start" ? "cannot-start-yet" : "completed";
  return (
    <div className={`nhsuk-task-list__status${colour ? "" : ` nhsuk-task-list__status--${plain}`}`} id={id}>
      {colour ? <strong className={`nhsuk-tag nhsuk-tag--${colour}`}>{words}</strong> : words}
    </div>
  );
}

/** "You have completed 3 of 8 sections." Stands above a task list; what is optional is not counted. */
export function TaskProgress({ tasks }: { tasks: readonly Task[] }) {
  const done = tasks.filter((task) => task.state === "completed").length;
  const needed = tasks.filter((task) => task.state !== "optional").length;
  return (
    <p>
      You have completed {done} of {needed} sections.
    </p>
  );
}
