import { calendarOf, entry } from '../../adapters/documents/calendar/test-calendars.ts';
import { type TestApp } from '../chat/test-app.suite.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import { defined } from '../kernel/defined.ts';
import { newId } from '../kernel/ids.ts';
import type { ToolOutcome } from '../engine/ports.ts';
import type { TurnEvent } from '../sessions/ports.ts';
import { type Scope, scopeFor } from '../tenancy/scope.ts';

export const signal = new AbortController().signal;
export const calendar = (title: string, start = '20261126T130000Z', end = '20261126T140000Z') => ({
  kind: 'file' as const,
  bytes: new TextEncoder().encode(calendarOf([entry('UID:a', `DTSTART:${start}`, `DTEND:${end}`, `SUMMARY:${title}`)])),
});

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks into outputs of unlike tools
type Used = ToolOutcome & { output: any };

/** Uses the tools as one candidate, in a conversation about a posting where there is one. */
export function toolsOf(app: TestApp, scope: Scope, postingId?: string) {
  const reported: TurnEvent[] = [];
  const bound = app.tools.bind({
    scope,
    report: async (event) => void reported.push(event),
    ...defined({ postingId }),
  });
  const use = async (name: string, args: unknown = {}): Promise<Used> => {
    const found = bound.find((one) => one.name === name);
    if (found === undefined) throw new Error(`There is no tool ${name}`);
    return found.run(args, signal);
  };
  return { use, reported };
}

export const another = (scope: Scope) =>
  scopeFor({ tenantId: scope.tenantId, subject: { kind: 'candidate', id: newId('cand') } });
export const posted = async ({ postings }: TestApp, scope: Scope, more: { title?: string; text?: string } = {}) =>
  (
    await postings.create(scope, {
      kind: 'text',
      text: FOUR.nurse.posting,
      title: FOUR.nurse.title,
      company: FOUR.nurse.company,
      ...more,
    })
  ).id;
