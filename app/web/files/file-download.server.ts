import { downloadName, FILE_KIND_FACTS, type FileFacts } from "~/domain/files/file-kind";
import { Problem } from "~/domain/shared/problem";
import { fileStore } from "~/gateways/file-store.server";

/**
 * A file for somebody who may read it: always as a download, under its own name, and kept by no cache on the way. Throws
 * Problem unavailable `file-away` when its bytes are not there.
 */
export async function fileDownload(file: FileFacts): Promise<Response> {
  const bytes = await fileStore().get(file.id);
  if (bytes === null) {
    throw new Problem("unavailable", "file-away", {
      title: "The file cannot be read at the moment",
      detail: "Try again in a few minutes. If it stays away, ask the people who run Dovetail.",
    });
  }
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": FILE_KIND_FACTS[file.kind].mediaType,
      "Content-Length": String(bytes.length),
      "Content-Disposition": disposition(downloadName(file)),
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}

/** Any name, as RFC 6266 and RFC 8187 write it: plain for old clients, and whole for all others. */
function disposition(name: string): string {
  const plain = name.normalize("NFKD").replaceAll(/[^\x20-\x7e]|["\\%]/g, "_");
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
