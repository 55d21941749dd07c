import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { defined } from '../../core/kernel/defined.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import type { SessionFact } from '../../core/sessions/ports.ts';
import { scopeFor, type Scope } from '../../core/tenancy/scope.ts';
import type { App } from '../../composition/app.ts';
import type { Terminal } from './terminal.ts';

/** Where the words come from: a person at the keyboard, or a script that is shown as if typed. */
export type ConversationSource = {
  readonly files?: { readonly posting?: string; readonly resume?: string };
  readonly texts?: { readonly posting: { title: string; company: string; text: string }; readonly resume: string };
  readonly lines?: readonly string[];
};

const HINT = 'Type what you want to say. “document” makes a preparation document, an empty line or Ctrl+D ends.\n';

/** Practice in the terminal: the same services, without the HTTP server. */
export async function chatInTerminal(app: App, screen: Terminal, source: ConversationSource): Promise<void> {
  const tenantId = 'ten_terminal';
  if ((await app.tenancy.tenant(tenantId)) === undefined)
    await app.tenancy.createTenant({ id: tenantId, name: 'This terminal', adjustments: { text: '' } });
  const candidateId = await app.tenancy.candidateByExternalId(tenantId, 'terminal');
  const scope = scopeFor({ tenantId, subject: { kind: 'candidate', id: candidateId } });
  const { engine, disclosure } = await app.services.identity.embedConfig(scope);
  screen.write(`${disclosure.text}\n${engine.label}\n\n`);
  const postingId = await bringTexts(app, scope, { screen, source });
  const chat = await app.services.chats.create(scope, defined({ postingId }));
  screen.write(source.lines === undefined ? HINT : '');
  for await (const line of linesOf(screen, source)) {
    await turn(app, scope, { chatId: chat.id, text: line, screen });
  }
  screen.write('\n');
}

async function bringTexts(
  { services }: App,
  scope: Scope,
  { screen, source }: { screen: Terminal; source: ConversationSource },
): Promise<string | undefined> {
  const { files = {}, texts } = source;
  const resume =
    texts === undefined
      ? files.resume === undefined
        ? undefined
        : await readFile(files.resume)
      : new TextEncoder().encode(texts.resume);
  if (resume !== undefined) {
    const read = await services.resumes.put(scope, { bytes: resume, fileName: basename(files.resume ?? 'resume.txt') });
    screen.write(
      `Read the résumé: ${read.text.split(/\s+/u).length} ` +
        `words${read.hidden.length > 0 ? `, and ${read.hidden.length} hidden passages that are left out` : ''}.\n`,
    );
  }
  if (texts !== undefined) return (await services.postings.create(scope, { kind: 'text', ...texts.posting })).id;
  if (files.posting === undefined) return undefined;
  const posting = await services.postings.create(scope, { kind: 'text', text: await readFile(files.posting, 'utf8') });
  screen.write(`Read the advert: ${posting.title}, ${posting.requirements.length} requirements.\n`);
  return posting.id;
}

async function* linesOf(screen: Terminal, { lines }: ConversationSource): AsyncGenerator<string> {
  if (lines !== undefined) {
    for (const line of lines) {
      screen.write(`\nYou: ${line}\n`);
      yield line;
    }
    return;
  }
  for (;;) {
    const line = (await screen.ask('\nYou: '))?.trim();
    if (line === undefined || line === '') return;
    yield line === 'document' ? 'Make the preparation document.' : line;
  }
}

async function turn(
  { services }: App,
  scope: Scope,
  said: { chatId: string; text: string; screen: Terminal },
): Promise<void> {
  const { chatId, text, screen } = said;
  try {
    const { turnId, after } = await services.chats.turn(scope, chatId, { text });
    screen.write('\nCoach: ');
    const follower = { after, signal: new AbortController().signal, untilTurnEnds: turnId };
    for await (const { fact } of services.chats.events(scope, chatId, follower)) screen.write(shown(fact));
  } catch (thrown) {
    screen.writeError(`\n${ServiceError.from(thrown).message}\n`);
  }
}

function shown(fact: SessionFact): string {
  switch (fact.type) {
    case 'token':
      return fact.text.replace(/\*\*|\\(?=[\\`*_[\]<>#~|!])/gu, '');
    case 'tool_call':
      return `  … ${fact.name.replaceAll('_', ' ')}\n`;
    case 'prep_progress':
      return `  … ${fact.step} (${fact.stepsDone} of ${fact.stepsTotal})\n`;
    case 'pdf_generated':
      return `  → ${fact.title}\n`;
    case 'feedback':
      return feedbackText(fact);
    case 'error':
      return `\n${fact.message}\n`;
    default:
      return '';
  }
}

function feedbackText({ score, criteria, nextStep }: Extract<SessionFact, { type: 'feedback' }>): string {
  const marks = { yes: '✓', partly: '~', no: '–' } as const;
  const lines = criteria.map(
    ({ shown: how, label, quotes }) =>
      `  ${marks[how]} ${label}${quotes[0] === undefined ? '' : `: “${quotes[0].text}”`}`,
  );
  return [
    '',
    ...(score === undefined ? [] : [`  ${score.met} of ${score.of} shown`, ...lines]),
    `  Next: ${nextStep}`,
    '',
    '',
  ].join('\n');
}
