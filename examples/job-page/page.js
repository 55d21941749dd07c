import { jobPosting, postings } from './postings.js';

const escaped = (text) => String(text).replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** JSON inside a script element: `</script>` in a value must not end it. */
const scriptJson = (value) => JSON.stringify(value).replace(/</g, '\\u003c');

const items = (texts) => `<ul>${texts.map((text) => `<li>${escaped(text)}</li>`).join('')}</ul>`;
const money = (amount) => `£${amount.toLocaleString('en-GB')}`;

/** The script tag, exactly as a recruiter pastes it. */
export function scriptTag({ server, publishableKey }) {
  return `<script async src="${escaped(server)}/embed/v1/loader.js" data-key="${escaped(publishableKey)}"></script>`;
}

export function jobPage(posting, embed) {
  const others = postings.filter(({ slug }) => slug !== posting.slug);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(posting.title)} · Northfield</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/icon.svg">
<script type="application/ld+json">${scriptJson(jobPosting(posting))}</script>
</head>
<body>
<header class="bar"><a class="brand" href="/"><span class="mark" aria-hidden="true">N</span>Northfield</a><nav aria-label="Site"><a href="/">All jobs</a></nav></header>
<main>
<article>
<p class="team">${escaped(posting.team)}</p>
<h1>${escaped(posting.title)}</h1>
<dl class="facts">
<div><dt>Where</dt><dd>${escaped(posting.locality)}</dd></div>
<div><dt>Hours</dt><dd>${escaped(posting.typeText)}</dd></div>
<div><dt>Pay</dt><dd>${money(posting.pay[0])} to ${money(posting.pay[1])}</dd></div>
<div><dt>Apply by</dt><dd><time datetime="${posting.closes}">${new Date(posting.closes).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })}</time></dd></div>
</dl>
${posting.intro.map((text) => `<p class="lead">${escaped(text)}</p>`).join('\n')}
<h2>What you will do</h2>
${items(posting.duties)}
<h2>What you bring</h2>
${items(posting.requirements)}
<h2>Nice to have</h2>
${items(posting.nice)}
<h2>What we offer</h2>
${items(posting.benefits)}
<p><a class="apply" href="mailto:people@northfield.example?subject=${encodeURIComponent(posting.title)}">Apply for this job</a></p>
</article>
<aside aria-label="Other jobs">
<h2>Other jobs</h2>
${others.map(({ slug, title, locality }) => `<a class="other" href="/jobs/${slug}"><strong>${escaped(title)}</strong><span>${escaped(locality)}</span></a>`).join('\n')}
</aside>
</main>
<footer>Northfield is an invented employer. This page shows how one script tag brings interview practice to a job advert.</footer>
${scriptTag(embed)}
</body>
</html>
`;
}

export function jobList() {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Jobs · Northfield</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/icon.svg">
</head>
<body>
<header class="bar"><a class="brand" href="/"><span class="mark" aria-hidden="true">N</span>Northfield</a></header>
<main class="list">
<div>
<h1>Work that somebody needs today</h1>
<p class="lead">Three jobs are open. On each page you can practise the interview before you apply. Nobody here sees what you practise.</p>
${postings.map(({ slug, title, team, locality, typeText }) => `<a class="job" href="/jobs/${slug}"><span class="team">${escaped(team)}</span><strong>${escaped(title)}</strong><span>${escaped(locality)} · ${escaped(typeText)}</span></a>`).join('\n')}
</div>
</main>
<footer>Northfield is an invented employer. This page shows how one script tag brings interview practice to a job advert.</footer>
</body>
</html>
`;
}
