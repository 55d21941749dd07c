/**
 * A server whose coach sends `REPLY_BYTES` when asked for everything, as fast as it can. Otherwise as `main.js start`;
 * says its process id.
 */
import { readConfig, startServer } from '../../packages/server/dist/index.js';
import { scriptedEngine } from '../../packages/server/dist/testing.js';

const PIECE = 'All that a candidate has said comes back to them in other words. ';
const PARAGRAPH_PIECES = 2_000;

const pieces = Math.ceil(Number(process.env.REPLY_BYTES) / PIECE.length);
// A tool that does not exist ends a paragraph, so that the log holds many texts and not one of many megabytes.
const everything = Array.from({ length: pieces }, (_, index) =>
  (index + 1) % PARAGRAPH_PIECES === 0 ? { use: 'nothing' } : PIECE,
);
const engine = scriptedEngine({
  decisions: { 'chat.intent': ({ text }) => ({ intent: text === 'Everything, please.' ? 'about_method' : 'other' }) },
  reply: ({ intent }) => (intent === 'about_method' ? everything : ['Of course.']),
});

const { url, demo } = await startServer({ config: readConfig(), engine });
console.log(`Interview Prep   ${url}   process ${process.pid}\n  secret       ${demo.secretKey}`);

// What is really held, without what only waits to be collected. Asked for by signal, answered by number.
let asked = 0;
process.on('SIGUSR2', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  asked += 1;
  console.log(`held ${asked}: ${heapUsed + external} bytes`);
});
