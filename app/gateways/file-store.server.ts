import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { AwsClient } from "aws4fetch";
import { env } from "~/platform/env.server";
import { singleton } from "~/platform/singleton.server";

/** Where the bytes of uploaded files stand, by id. What is stored under an id never changes. */
export interface FileStore {
  put(id: string, bytes: Uint8Array): Promise<void>;
  /** Null when there is none. */
  get(id: string): Promise<Uint8Array | null>;
  /** Nothing happens when there is none. */
  remove(id: string): Promise<void>;
}

const STORE_TIMEOUT_MS = 30_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function requireId(id: string): string {
  if (!UUID.test(id)) throw new Error(`not the id of a file: ${id}`);
  return id;
}

/**
 * Files in a folder of this machine, 256 folders of them. A file is whole or not there: it is written beside its place, flushed,
 * and moved. Ids are UUIDs; anything else is refused, so that no id names a path.
 */
export function folderStore(folder: string): FileStore {
  const placeOf = (id: string) => path.join(folder, requireId(id).slice(0, 2), id);
  return {
    async put(id, bytes) {
      const place = placeOf(id);
      await mkdir(path.dirname(place), { recursive: true });
      const half = `${place}.${randomUUID()}.part`;
      const file = await open(half, "w", 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(half, place);
    },
    async get(id) {
      try {
        return await readFile(placeOf(id));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw error;
      }
    },
    async remove(id) {
      await rm(placeOf(id), { force: true });
    },
  };
}

interface Bucket {
  /** The bucket by its path, without a final slash. */
  url: string;
  region: string;
  keyId: string;
  secret: string;
}

/** Files in a bucket of a store that speaks S3, by three of its requests. Throws when the store refuses or is away. */
export function bucketStore({ url, region, keyId, secret }: Bucket): FileStore {
  const client = new AwsClient({
    accessKeyId: keyId,
    secretAccessKey: secret,
    service: "s3",
    region,
    retries: 2,
  });
  const ask = async (id: string, init: RequestInit, fine: number[]) => {
    const answer = await client.fetch(`${url}/${requireId(id)}`, {
      ...init,
      signal: AbortSignal.timeout(STORE_TIMEOUT_MS),
    });
    if (!fine.includes(answer.status)) {
      throw new Error(`the file store answered ${answer.status} to ${init.method} of ${id}`);
    }
    return answer;
  };
  return {
    async put(id, bytes) {
      await ask(id, { method: "PUT", body: new Uint8Array(bytes) }, [200]);
    },
    async get(id) {
      const answer = await ask(id, { method: "GET" }, [200, 404]);
      return answer.status === 404 ? null : new Uint8Array(await answer.arrayBuffer());
    },
    async remove(id) {
      await ask(id, { method: "DELETE" }, [200, 204, 404]);
    },
  };
}

/** The file store of this process: the bucket that UPLOADS_BUCKET_URL names, else the folder of UPLOADS_DIR. */
export const fileStore = (): FileStore =>
  singleton("file-store", () => {
    const {
      UPLOADS_DIR,
      UPLOADS_BUCKET_URL,
      UPLOADS_BUCKET_REGION,
      UPLOADS_BUCKET_KEY,
      UPLOADS_BUCKET_SECRET,
    } = env();
    if (!UPLOADS_BUCKET_URL) return folderStore(UPLOADS_DIR);
    return bucketStore({
      url: UPLOADS_BUCKET_URL.replace(/\/+$/, ""),
      region: UPLOADS_BUCKET_REGION!,
      keyId: UPLOADS_BUCKET_KEY!,
      secret: UPLOADS_BUCKET_SECRET!,
    });
  });
