/** A platform's own product with interview practice in it: its own login, its own page, tokens minted on its own backend. */
import { InterviewPrep, InterviewPrepError } from '@interview-prep/sdk';
import Fastify from 'fastify';
import { bundle } from './bundle.js';
import { page, policy, style } from './page.js';
import { signedIn, signIn } from './people.js';

const baseUrl = process.env.INTERVIEW_PREP_URL ?? 'http://127.0.0.1:3000';
const secretKey = process.env.INTERVIEW_PREP_SECRET_KEY;
if (secretKey === undefined) {
  console.error('Set INTERVIEW_PREP_SECRET_KEY to the isk_… key that the server printed on its first start.');
  process.exit(1);
}

const interviewPrep = new InterviewPrep({ baseUrl, secretKey });
const scripts = await bundle();
const app = Fastify({ logger: false });
let origin;

app.addHook('onRequest', async (_request, reply) => {
  reply.headers({
    'content-security-policy': policy(baseUrl),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
});

app.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page(baseUrl)));
app.get('/style.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(style));
app.get('/assets/:name', async (request, reply) => {
  const script = scripts.get(request.params.name);
  return script === undefined ? reply.callNotFound() : reply.type('text/javascript; charset=utf-8').send(script);
});

app.post('/sign-in', async (request, reply) => {
  const session = signIn(request.body?.person);
  return session === undefined ? reply.code(401).send({ error: 'There is no such person.' }) : { session };
});

// The one endpoint that interview practice needs. The id is our own and comes from our own session, never from the request.
app.post('/interview-prep/token', async (request, reply) => {
  const person = signedIn(request.headers.authorization);
  if (person === undefined) return reply.code(401).send({ error: 'Sign in first.' });
  const { token } = await interviewPrep.clientTokens.create({ candidate: { externalId: person.id }, origin });
  return reply.header('cache-control', 'no-store').send({ token });
});

app.setErrorHandler((error, _request, reply) => {
  if (error instanceof InterviewPrepError) {
    console.error(`Interview Prep: ${error.code}, request ${error.requestId ?? 'without an answer'}`);
    return reply.code(503).send({ error: 'Interview practice cannot be reached right now.' });
  }
  return reply.send(error);
});

origin = await app.listen({ port: Number(process.env.PORT ?? 4000), host: '127.0.0.1' });
console.log(`Harbour Jobs   ${origin}/`);
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void app.close());
