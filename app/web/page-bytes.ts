/**
 * The bytes of a rendered page. React 18 writes through views of 2,048 bytes and sends a view whole when the next character
 * does not fit, so that one or two zero bytes stand before a pound sign or a dash. No page of ours holds a NUL
 * (`storable-text`), so each zero byte is React's and goes.
 */
export function pageBytes(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const page = new Uint8Array(Buffer.concat(chunks));
  return page.includes(0) ? page.filter((byte) => byte !== 0) : page;
}
