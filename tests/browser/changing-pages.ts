import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { HostPage } from './host-pages.ts';

/** A page that changes, and what its widget shows afterwards. */
export type ChangingPage = {
  readonly what: string;
  readonly page: HostPage;
  /** Script that runs in the page once the widget has started. */
  readonly change?: string;
  /** Waits for the iframe before the change. Default: yes. */
  readonly settled?: boolean;
  /** The job in the widget afterwards. */
  readonly job: string;
};

const folder = resolve(import.meta.dirname, '../cases/page');
const file = (name: string): string => readFileSync(resolve(folder, name), 'utf8');

/** A page of `tests/cases/page`, with the headers beside it. */
export function casePage(name: string, hasHeaders = false): HostPage {
  const html = file(`${name}.html`);
  return hasHeaders ? { html, headers: JSON.parse(file(`${name}.html.headers`)) as Record<string, string> } : { html };
}

const SRC = '%BASE%/embed/v1/loader.js';
export const TAG = `<script async src="${SRC}" data-key="%KEY%"></script>`;
const INLINE = `<script async src="${SRC}" data-key="%KEY%" data-mode="inline"></script>`;
export const jsonLd = (title: string): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'JobPosting', title, description: `Work as ${title}.`, hiringOrganization: { name: 'Parcel' } })}</script>`;

export const html = ({ head = jsonLd('Nurse'), body = TAG, attributes = '' }): string =>
  `<!doctype html><html lang="en"${attributes}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>A job</title>${head}</head><body><h1>A job</h1><main>${body}</main></body></html>`;

/** Script that shows another job in the page, as single page applications do. */
export const DRIVER = `document.querySelectorAll('script[type*=ld]').forEach((old) => old.remove());
  document.head.insertAdjacentHTML('beforeend', ${JSON.stringify(jsonLd('Driver'))});`;
const nurse = { html: html({}) };
const inline = { html: html({ body: INLINE }) };
const adding = (tag: string) => `document.querySelector('main').append(
  document.createRange().createContextualFragment(${JSON.stringify(tag.replaceAll('</script>', '<\\/script>')).replaceAll('<\\\\/', '</')}))`;

/** Pages that load the script in the ways of tag managers, optimisers and hands. */
const loaded: readonly ChangingPage[] = [
  {
    what: 'gives the key in the address of the script',
    page: casePage('11-gtm-strips-data-attrs'),
    job: 'Registered Nurse',
  },
  { what: 'has an embedder policy', page: casePage('03-coep-require-corp', true), job: 'Registered Nurse' },
  {
    what: 'has a credentialless embedder policy',
    page: casePage('04-coep-credentialless', true),
    job: 'Registered Nurse',
  },
  {
    what: 'defers the script in its head',
    page: { html: html({ head: TAG.replace('async', 'defer') + jsonLd('Nurse'), body: '' }) },
    job: 'Nurse',
  },
  {
    what: 'has the script in its head, before the job',
    page: { html: html({ head: TAG + jsonLd('Nurse'), body: '' }) },
    job: 'Nurse',
  },
  {
    what: 'waits for the script in its head',
    page: { html: html({ head: TAG.replace('async ', '') + jsonLd('Nurse'), body: '' }) },
    job: 'Nurse',
  },
  {
    what: 'waits for the script in its head, inline',
    page: { html: html({ head: INLINE.replace('async ', '') + jsonLd('Nurse'), body: '' }) },
    job: 'Nurse',
  },
  {
    what: 'loads the script as a module',
    page: { html: html({ body: TAG.replace('async', 'type="module"') }) },
    job: 'Nurse',
  },
  {
    what: 'has the script three times',
    page: { html: html({ head: TAG + jsonLd('Nurse'), body: TAG + TAG.replace('async', 'type="module"') }) },
    job: 'Nurse',
  },
  {
    what: 'removes the tag once it ran',
    page: { html: html({ body: TAG.replace('async', 'async onload="this.remove()"') }) },
    job: 'Nurse',
  },
  {
    what: 'has bundled the script, and its settings in the global',
    page: {
      html: html({
        head: `<script>window.InterviewPrep = { key: '%KEY%', server: '%BASE%', mode: 'fab', q: [['on', 'ip-ready', () => {}]] }</script>${jsonLd('Nurse')}`,
        body: `<script type="module">import '${SRC}'</script>`,
      }),
    },
    job: 'Nurse',
  },
  {
    what: 'adds the script by document.write',
    page: {
      html: html({ body: `<script>document.write('<script src="${SRC}?key=%KEY%&mode=modal"><\\/script>')</script>` }),
    },
    job: 'Nurse',
  },
  {
    what: 'loads the script under another name',
    page: {
      html: html({
        body: `<script>fetch('${SRC}').then((answer) => answer.text()).then((text) => { const tag = document.createElement('script'); tag.dataset.key = '%KEY%'; tag.dataset.server = '%BASE%'; tag.src = URL.createObjectURL(new Blob([text])); document.head.append(tag); })</script>`,
      }),
    },
    job: 'Nurse',
  },
  {
    what: 'has another base address',
    page: { html: html({ head: `<base href="https://elsewhere.example/a/">${jsonLd('Nurse')}` }) },
    job: 'Nurse',
  },
  {
    what: 'has a library that changes the prototypes',
    page: {
      html: html({
        head: `<script>Array.prototype.toJSON = function () { return 'broken' }; Array.prototype.each = function () {}; Function.prototype.delay = function () {}; Array.from = (list) => [].slice.call(list); Element.prototype.show = function () {}</script>${jsonLd('Nurse')}`,
      }),
    },
    job: 'Nurse',
  },
  {
    what: 'was saved with the empty element in it',
    page: { html: html({ body: `<ip-embed></ip-embed>${TAG}<ip-embed style="--ip-accent: red"></ip-embed>` }) },
    job: 'Nurse',
  },
  {
    what: 'has styles that unset everything',
    page: { html: html({ head: `<style>*, *::before { all: unset !important }</style>${jsonLd('Nurse')}` }) },
    job: 'Nurse',
  },
];

/** Pages that replace their content, their address or their job. */
const changed: readonly ChangingPage[] = [
  { what: 'swaps its body as Turbo does', page: casePage('01-turbo-body-swap'), change: 'go()', job: 'Driver' },
  {
    what: 'writes its own HTML again',
    page: casePage('14-innerhtml-body-rewrite'),
    change: 'go()',
    job: 'Registered Nurse',
  },
  {
    what: 'writes its own HTML again, inline',
    page: inline,
    change: `document.body.innerHTML += '<p>late</p>'`,
    job: 'Nurse',
  },
  {
    what: 'swaps its body with the tag, inline',
    page: inline,
    change: `const body = document.createElement('body'); body.innerHTML = '<main></main>'; document.body.replaceWith(body); ${DRIVER} ${adding(INLINE)}`,
    job: 'Driver',
  },
  {
    what: 'swaps the content around it, inline, and moves on',
    page: inline,
    change: `document.querySelector('main').outerHTML = '<main><p>other</p></main>'; ${DRIVER} history.pushState({}, '', '#/driver')`,
    job: 'Driver',
  },
  {
    what: 'moves the element',
    page: inline,
    change: `document.body.prepend(document.querySelector('ip-embed'))`,
    job: 'Nurse',
  },
  {
    what: 'restores a copy of its body',
    page: inline,
    change: `const copy = document.body.cloneNode(true); document.body.replaceWith(copy)`,
    job: 'Nurse',
  },
  {
    what: 'writes all of its HTML anew',
    page: nurse,
    change: `document.documentElement.innerHTML = document.documentElement.innerHTML`,
    job: 'Nurse',
  },
  { what: 'removes the element', page: nurse, change: `document.querySelector('ip-embed').remove()`, job: 'Nurse' },
  {
    what: 'changes in a view transition',
    page: nurse,
    change: `document.startViewTransition(() => { document.body.innerHTML = '<h1>Driver</h1>'; ${DRIVER} history.pushState({}, '', '?driver') })`,
    job: 'Driver',
  },
  { what: 'gets its job late', page: { html: html({ head: '' }) }, change: DRIVER, job: 'Driver' },
  {
    what: 'gets its job late, deep in the body, inline',
    page: { html: html({ head: '', body: `${INLINE}<div id="root"><div></div></div>` }) },
    change: `document.querySelector('#root div').innerHTML = ${JSON.stringify(jsonLd('Driver'))}`,
    job: 'Driver',
  },
  {
    what: 'gets its job late, by text in an empty script',
    page: { html: html({ head: '<script type="application/ld+json">{}</script>' }) },
    change: `document.querySelector('script[type*=ld]').firstChild.data = ${JSON.stringify(jsonLd('Driver').replaceAll(/<[^>]+>/g, ''))}`,
    job: 'Driver',
  },
  {
    what: 'gets its job before the iframe',
    page: { html: html({ head: '' }) },
    change: DRIVER,
    settled: false,
    job: 'Driver',
  },
  {
    what: 'goes to another job, then names it',
    page: nurse,
    change: `history.pushState({}, '', '?driver'); setTimeout(() => { ${DRIVER} }, 300)`,
    job: 'Driver',
  },
  {
    what: 'names another job, then goes there',
    page: nurse,
    change: `${DRIVER} history.replaceState({}, '', '?driver')`,
    job: 'Driver',
  },
  {
    what: 'goes to another job by its hash',
    page: nurse,
    change: `location.hash = '#/driver'; setTimeout(() => { ${DRIVER} }, 300)`,
    job: 'Driver',
  },
  {
    what: 'goes back to another job',
    page: nurse,
    change: `history.pushState({}, '', '?x'); addEventListener('popstate', () => { ${DRIVER} }); history.back()`,
    job: 'Driver',
  },
  {
    what: 'was kept by the browser meanwhile',
    page: nurse,
    change: `${DRIVER} dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`,
    job: 'Driver',
  },
  { what: 'goes elsewhere for the same job', page: nurse, change: `history.pushState({}, '', '?apply')`, job: 'Nurse' },
  { what: 'shows another job without going anywhere', page: nurse, change: DRIVER, job: 'Driver' },
  {
    what: 'adds the tag for another of its jobs',
    page: {
      html: html({ head: jsonLd('Nurse') + jsonLd('Driver'), body: TAG.replace('async', 'async data-job="Nurse"') }),
    },
    change: adding(TAG.replace('async', 'async data-job="Driver"')),
    job: 'Driver',
  },
  {
    what: 'puts the widget itself into the page, and goes to another job',
    page: { html: html({ body: TAG.replace('async', 'async data-isolation="none"') }) },
    change: `history.pushState({}, '', '?driver'); ${DRIVER}`,
    job: 'Driver',
  },
];

export const CHANGING_PAGES: readonly ChangingPage[] = [...loaded, ...changed];
