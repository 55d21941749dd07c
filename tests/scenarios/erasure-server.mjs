/**
 * As `main.js start`, but résumés are read here and not in a child process each: hundreds are uploaded. How they are read
 * is not what the test is about.
 */
import { readConfig, startServer } from '../../packages/server/dist/index.js';

const reader = {
  read: async (bytes) => ({ kind: 'text', text: new TextDecoder().decode(bytes), hidden: [], truncated: false }),
  close: async () => {},
};
const { url, demo } = await startServer({ config: readConfig(), reader });
console.log(`Interview Prep   ${url}\n  secret       ${demo?.secretKey}`);
