import { randomUUID } from "node:crypto";
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bucketStore, folderStore, type FileStore } from "./file-store.server";

/* One store and the other do the same: a folder of this machine, and a real S3 server. */
const folderOf = () => mkdtemp(path.join(tmpdir(), "file-store-"));
let s3: S3rver;
let url = "";

beforeAll(async () => {
  s3 = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: await folderOf(),
    configureBuckets: [{ name: "evidence", configs: [] }],
  });
  const { port } = await s3.run();
  url = `http://127.0.0.1:${port}/evidence`;
});
afterAll(() => s3?.close());

const bucket = (given: Partial<Parameters<typeof bucketStore>[0]> = {}) =>
  bucketStore({ url, region: "eu-west-2", keyId: "S3RVER", secret: "S3RVER", ...given });

describe.each<[string, () => Promise<FileStore>]>([
  ["a folder", async () => folderStore(await folderOf())],
  ["a bucket", async () => bucket()],
])("%s", (_, open) => {
  it("gives back what was put, byte for byte, and nothing once it is removed", async () => {
    const store = await open();
    const id = randomUUID();
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (__, at) => (at * 7) % 256));
    expect(await store.get(id)).toBeNull();
    await store.put(id, bytes);
    expect(Buffer.from((await store.get(id))!).equals(bytes)).toBe(true);
    await store.remove(id);
    expect(await store.get(id)).toBeNull();
    // Again: a job that was killed in between.
    await store.remove(id);
  });

  it("takes nothing but an id for a name", async () => {
    const store = await open();
    for (const id of ["../../escape", "", "a/b", `${randomUUID()}/../x`])
      await expect(store.put(id, Buffer.from("x"))).rejects.toThrow("not the id of a file");
  });
});

describe("a folder", () => {
  it("holds no half of a file under its id", async () => {
    const folder = await folderOf();
    const store = folderStore(folder);
    const id = randomUUID();
    await Promise.all([store.put(id, Buffer.alloc(1000, "a")), store.put(id, Buffer.alloc(1000, "a"))]);
    expect(await readdir(path.join(folder, id.slice(0, 2)))).toEqual([id]);
  });
});

describe("a bucket", () => {
  it("that is not there, or that is away, is said and never taken for a file that is missing", async () => {
    const id = randomUUID();
    const missing = bucket({ url: url.replace("evidence", "nowhere") });
    await expect(missing.put(id, Buffer.from("x"))).rejects.toThrow(/answered 404 to PUT/);
    const away = bucket({ url: "http://127.0.0.1:9/evidence" });
    await expect(away.get(id)).rejects.toThrow(/fetch failed|bad port/i);
  });
});
