/**
 * How a web process is started. V8 sizes its heap by the machine's memory: with 24 GB it lets rubbish pile up to 450 MB
 * before it looks. Bounded to what the application needs, it stays under 300 MB (npm run bench, pages).
 */
export const SERVER_FLAGS = ["--max-old-space-size=256", "--max-semi-space-size=8"];
