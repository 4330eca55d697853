import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { scanBytes } from "./virus-scan.server";

/* A clamd at the network's edge that speaks zINSTREAM: chunks with their length before them, ended by a length of 0. */
const INFECTED = Buffer.from("this is what the stand-in takes for a virus");
let server: Server | undefined;
const received: Buffer[] = [];

async function standInClamd(answer: (file: Buffer) => string | null): Promise<string> {
  server = createServer((socket) => {
    let sent = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (data) => {
      sent = Buffer.concat([sent, data]);
      const begin = sent.indexOf("INSTREAM\0");
      if (begin < 0) return;
      const chunks: Buffer[] = [];
      for (let at = begin + 9; at + 4 <= sent.length;) {
        const length = sent.readUInt32BE(at);
        if (length === 0) {
          const file = Buffer.concat(chunks);
          received.push(file);
          const words = answer(file);
          if (words === null) socket.destroy();
          else socket.end(`${words}\0`);
          return;
        }
        if (at + 4 + length > sent.length) return;
        chunks.push(sent.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
    });
  });
  await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.address() as { port: number }).port}`;
}

afterEach(() => {
  server?.close();
  server = undefined;
  received.length = 0;
});

const verdict = (file: Buffer) =>
  file.includes(INFECTED) ? "stream: Stand-In-Signature FOUND" : "stream: OK";

describe("a file that is scanned", () => {
  it("is clean, and was read whole, up to the largest", async () => {
    const clamd = await standInClamd(verdict);
    const large = Buffer.alloc(10 * 1024 * 1024, "x");
    expect(await scanBytes(large, clamd)).toEqual({ scan: "clean" });
    expect(received[0]!.equals(large)).toBe(true);
  });

  it("is refused with the name of what was found", async () => {
    const clamd = await standInClamd(verdict);
    expect(await scanBytes(INFECTED, clamd)).toEqual({ found: "Stand-In-Signature" });
  });

  it.each([
    ["says that it is too long", () => "INSTREAM size limit exceeded. ERROR"],
    ["ends without a word", () => null],
  ])("is not called clean when clamd %s", async (_, answer) => {
    const clamd = await standInClamd(answer);
    await expect(scanBytes(Buffer.from("a"), clamd)).rejects.toThrow(/clamd|scan|INSTREAM/i);
  });

  it("is not called clean when clamd is away", async () => {
    const clamd = await standInClamd(verdict);
    await new Promise((resolve) => server!.close(resolve));
    await expect(scanBytes(Buffer.from("a"), clamd)).rejects.toThrow(/ECONNREFUSED|clamd/i);
  });

  it("says that nothing was scanned where none is set up", async () => {
    expect(await scanBytes(INFECTED, "")).toEqual({ scan: "not_scanned" });
  });
});
