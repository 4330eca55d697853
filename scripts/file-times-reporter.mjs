// A vitest reporter: how long each test file took as a whole, with what it loads and prepares before its first test,
// which the other reporters leave out. One JSON line per file in reports/file-times.jsonl.
import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";

const file = path.resolve(import.meta.dirname, "..", "reports", "file-times.jsonl");

export default class FileTimesReporter {
  onTestRunStart() {
    mkdirSync(path.dirname(file), { recursive: true });
  }

  onTestModuleEnd(module) {
    const { collectDuration, setupDuration, prepareDuration, environmentSetupDuration, duration } =
      module.diagnostic();
    const ms = collectDuration + setupDuration + prepareDuration + environmentSetupDuration + duration;
    const line = { file: module.relativeModuleId, seconds: Math.round(ms) / 1000 };
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  }
}
