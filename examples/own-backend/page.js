import { PEOPLE } from './people.js';

/** What the browser may do on this site: its own files, and calls to the Interview Prep server. Nothing inline. */
export const policy = (interviewPrep) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    `connect-src 'self' ${new URL(interviewPrep).origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

export const page = (interviewPrep) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Applications · Harbour Jobs</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,">
<script type="module" src="/assets/browser.js"></script>
</head>
<body>
<header><strong>Harbour Jobs</strong><span id="who">You are not signed in.</span></header>
<main>
<section id="sign-in">
<h1>Who are you today?</h1>
<p>This stands for the login of your product.</p>
${PEOPLE.map(({ id, name }) => `<button type="button" data-person="${id}">${name}</button>`).join('\n')}
</section>
<section id="application" data-interview-prep="${interviewPrep}" hidden>
<h1>Your application: Registered Nurse, Paediatrics</h1>
<p>Your interview is on Thursday. You can rehearse it here; nobody at the hospital sees what you practise.</p>
</section>
</main>
</body>
</html>
`;

export const style = `body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1c2330; background: #f6f7f9; }
header { display: flex; justify-content: space-between; gap: 1rem; padding: 1rem 1.5rem; background: #fff; border-bottom: 1px solid #dfe3ea; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
button { font: inherit; padding: 0.5rem 1rem; }
interview-prep { --ip-accent: #0b6e6e; --ip-on-accent: #fff; }
`;
