/** Starts Interview Prep on its embedded defaults, and beside it, on another origin, a careers site that embeds it. */
import { once } from 'node:events';
import { startServer } from '@interview-prep/server';
import { jobSite } from './server.js';

let embed;
const site = jobSite(() => embed);
// The site's own port: the one after the server's, or any free one when that is taken.
const wanted = Number(process.env.DEMO_PORT ?? Number(process.env.PORT ?? 3000) + 1);
const listen = async (port) => {
  site.listen(port, '127.0.0.1');
  await once(site, 'listening');
};
await listen(wanted).catch(() => listen(0));
const origin = `http://127.0.0.1:${site.address().port}`;

const server = await startServer({ demoOrigins: [origin, origin.replace('127.0.0.1', 'localhost')] }).catch((error) => {
  site.close();
  console.error(error.message);
  process.exit(1);
});
embed = { server: server.url, publishableKey: server.demo.publishableKey };
server.onClose(() => site.close());

console.log('');
console.log(`Interview Prep   ${server.url}   contract at ${server.url}/docs`);
if (server.demo.secretKey !== undefined) {
  console.log('');
  console.log('Keys of the demo tenant. The secret one is shown this once:');
  console.log(`  secret       ${server.demo.secretKey}`);
  console.log(`  publishable  ${server.demo.publishableKey}`);
}
console.log('');
console.log(`A job page to practise on:   ${origin}/`);
