import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { SYSTEM } from "~/domain/audit/event";
import { searchAudit } from "~/domain/audit/audit-views.server";
import { recordEvent } from "~/domain/audit/record-event.server";
import {
  EVENT_SUBJECTS,
  STREAM_KINDS,
  streamWords,
  type EventSubject,
  type StreamKind,
} from "~/domain/audit/stream-words";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
const at = new Date("2026-11-22T10:00:00Z");
const subjects = Object.keys(EVENT_SUBJECTS) as EventSubject[];
const isKind = (subject: EventSubject): subject is StreamKind => subject in STREAM_KINDS;

/** A thing of each kind that has a chain of its own; parts of things stand in the chain of a solution. */
beforeAll(async () => {
  await inTransaction(db, async (tx) => {
    for (const subject of subjects) {
      const stream = isKind(subject) ? (`${subject}:T-1` as const) : "solution:T-2";
      await recordEvent(tx, { stream, action: `${subject}.tried`, summary: subject, actor: SYSTEM, at });
    }
  });
});

describe("the audit is filtered by what events are about", () => {
  it.each(subjects.filter((subject) => subject !== "solution"))("finds those about %s", async (kind) => {
    const rows = await searchAudit(db, { kind }).first(9);
    expect(rows.map(({ summary }) => summary)).toEqual([kind]);
  });

  it("finds what was done to the parts of a thing with the thing, and by its code", async () => {
    const about = await searchAudit(db, { kind: "solution" }).first(99);
    const parts = subjects.filter((subject) => !isKind(subject));
    expect(about.map(({ summary }) => summary).sort()).toEqual([...parts, "solution"].sort());
    const waivers = await searchAudit(db, { kind: "waiver", code: "T-2" }).first(99);
    expect(waivers.map(({ summary }) => summary)).toEqual(["waiver"]);
    expect(await searchAudit(db, { kind: "waiver", code: "T-1" }).first(99)).toEqual([]);
  });

  it("names each of them in words, without the code of a program", async () => {
    const rows = await searchAudit(db, {}).first(99);
    expect(rows).toHaveLength(subjects.length);
    for (const { stream, aboutName } of rows) expect(streamWords(stream, aboutName)).not.toContain(":");
  });
});
