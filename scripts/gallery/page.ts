import { PrepApp } from '../../packages/widget/src/views/app/app.ts';
import { postingKeys } from '../../packages/widget/src/controllers/posting-summary.ts';
import { memoryStore } from '../../packages/widget/src/controllers/host.ts';
import { posting } from './sample-data.ts';
import { scriptedClient } from './scripted-client.ts';
import { STATES } from './states.ts';

// Runs in the browser: renders the state named by the query string.
const query = new URLSearchParams(location.search);
const state = STATES[query.get('state') ?? ''];
if (state === undefined) throw new Error('There is no such state.');
customElements.define('ip-app', PrepApp);

const storage = memoryStore();
if (state.restored)
  storage.set(
    postingKeys(posting)[0],
    JSON.stringify({ chatId: 'cht_1', title: 'Registered Nurse, Paediatrics', company: 'Northfield' }),
  );
const app = new PrepApp();
app.client = scriptedClient(state.script);
app.posting = posting;
app.storage = storage;
const theme = query.get('theme');
app.theme = theme === 'dark' || theme === 'light' ? theme : 'auto';
app.embedding = 'frame';
app.locale = query.get('locale') ?? 'en';
document.body.append(app);
