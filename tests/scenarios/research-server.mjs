/** A server whose specialist searches once and finds one fact. Otherwise as `main.js start`. */
import { readConfig, startServer } from '../../packages/server/dist/index.js';
import { scriptedEngine } from '../../packages/server/dist/testing.js';

const engine = scriptedEngine({
  reply: [{ use: 'research_company', args: { query: 'Northfield' } }, 'Done.'],
  decisions: {
    'research.findings': {
      sections: [
        {
          section: 'overview',
          facts: [{ text: 'It runs four hospitals.', quote: 'Northfield runs four hospitals', sourceNumbers: [1] }],
          notFound: [],
        },
      ],
    },
  },
});

const { url, demo } = await startServer({ config: readConfig(), engine });
console.log(`Interview Prep   ${url}\n  secret       ${demo.secretKey ?? 'shown before'}`);
