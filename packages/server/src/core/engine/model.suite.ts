import { afterEach, describe, expect, it } from 'vitest';
import { modelFailures } from './model-failures.suite.ts';
import { failureOf, collectEvents, OK, textOf, without, type CollectedEvents } from './test-collected-events.ts';
import { type ModelRequest } from './model.ts';
import {
  ANSWER_REQUEST,
  DOCUMENT_REQUEST,
  HISTORY_REQUEST,
  SMALL_REQUEST,
  TOOLS,
  type ModelScript,
  type OpenModel,
  type ScriptedAnswer,
} from './test-model-script.ts';

/** What every adapter of `Model` does. `open` starts a server of the vendor's protocol that follows the script, and a model over it. */
export function modelSuite(name: string, open: (script: ModelScript) => Promise<OpenModel>): void {
  const opened: OpenModel[] = [];
  const started = async (...script: ModelScript): Promise<OpenModel> => {
    const one = await open(script);
    opened.push(one);
    return one;
  };
  const ask = ({ model }: OpenModel, request: ModelRequest = SMALL_REQUEST) =>
    collectEvents(model.stream(request, new AbortController().signal));

  describe(`the model of ${name}`, () => {
    afterEach(async () => {
      for (const one of opened.splice(0)) await one.close();
    });

    it('says who it is', async () => {
      const { model } = await started(OK);
      expect([model.id, model.provider].every((label) => label.length > 0)).toBe(true);
      expect(typeof model.reads.pdf).toBe('boolean');
    });

    describe('when it sends text', () => {
      it('gives the text in order, then the usage, then the end, once', async () => {
        const usage = { inputTokens: 120, outputTokens: 7, cachedInputTokens: 100 };
        const pieces = ['Tell', ' me — ', 'naïvely 🙂', '\n\n', '  about it.'];
        const answer = await ask(await started({ say: pieces.map((text) => ({ text })), usage, ending: 'end' }));
        expect(answer.failure).toBeUndefined();
        expect(textOf(answer)).toBe(pieces.join(''));
        expect(without(answer, 'text')).toEqual([
          { type: 'usage', ...usage },
          { type: 'finished', reason: 'end' },
        ]);
        expect(answer.events.slice(-2).map(({ type }) => type)).toEqual(['usage', 'finished']);
      });

      it('gives every character even where each comes alone', async () => {
        const text = 'ß→🙂'.repeat(60);
        const answer = await ask(
          await started({ say: [...text].map((character) => ({ text: character })), ending: 'end' }),
        );
        expect(textOf(answer)).toBe(text);
      });

      it.each(['length', 'filtered'] as const)(
        'says that it stopped for “%s”, and still what it cost',
        async (reason) => {
          const answer = await ask(
            await started({ say: [{ text: 'I was ab' }], usage: { inputTokens: 9, outputTokens: 4 }, ending: reason }),
          );
          expect(textOf(answer)).toBe('I was ab');
          expect(without(answer, 'text')).toMatchObject([
            { type: 'usage', inputTokens: 9, outputTokens: 4 },
            { type: 'finished', reason },
          ]);
        },
      );

      it('keeps answers of the same moment apart', async () => {
        const one = await started(
          { say: ['a', 'b'].map((text) => ({ text })), ending: 'end' },
          { say: ['x', 'y', 'z'].map((text) => ({ text })), ending: 'end' },
        );
        const answers = await Promise.all([ask(one), ask(one)]);
        expect(answers.map(textOf).toSorted()).toEqual(['ab', 'xyz']);
      });
    });

    describe('when it uses tools', () => {
      const callsIn = ({ events }: CollectedEvents) =>
        events.flatMap((event) =>
          event.type === 'tool_call' ? [{ id: event.id, name: event.name, json: event.json }] : [],
        );

      it('gives whole calls, in order, after the text before them', async () => {
        const calls = [
          { id: 'call_7', name: 'list_preps', json: '{"most": 12}' },
          { id: 'call_8', name: 'get_resume', json: '{}' },
        ];
        const script: ScriptedAnswer = {
          say: [{ text: 'Let me look.' }, ...calls.map((call) => ({ call }))],
          usage: { inputTokens: 40, outputTokens: 20 },
          ending: 'tool_calls',
        };
        const answer = await ask(await started(script), { ...SMALL_REQUEST, tools: TOOLS });
        expect(answer.failure).toBeUndefined();
        expect(callsIn(answer).map(({ json, ...call }) => ({ ...call, args: JSON.parse(json) }))).toEqual(
          calls.map(({ json, ...call }) => ({ ...call, args: JSON.parse(json) })),
        );
        expect(answer.events.map(({ type }) => type)).toEqual(['text', 'tool_call', 'tool_call', 'usage', 'finished']);
        expect(answer.events.at(-1)).toEqual({ type: 'finished', reason: 'tool_calls' });
      });

      it.each(['{"most": 1', 'not JSON', '[1]'])(
        'passes on what it wrote although that is no object: %s',
        async (json) => {
          const answer = await ask(
            await started({ say: [{ call: { id: 'call_1', name: 'list_preps', json } }], ending: 'tool_calls' }),
            { ...SMALL_REQUEST, tools: TOOLS },
          );
          expect(answer.failure).toBeUndefined();
          expect(callsIn(answer)).toEqual([{ id: 'call_1', name: 'list_preps', json }]);
          expect(answer.events.at(-1)).toEqual({ type: 'finished', reason: 'tool_calls' });
        },
      );

      it('reads a call for which it wrote nothing as one without arguments', async () => {
        const answer = await ask(
          await started({ say: [{ call: { id: 'call_1', name: 'get_resume', json: '' } }], ending: 'tool_calls' }),
          { ...SMALL_REQUEST, tools: TOOLS },
        );
        expect(callsIn(answer)).toEqual([{ id: 'call_1', name: 'get_resume', json: '{}' }]);
      });

      it('gives no call that was cut off', async () => {
        const answer = await ask(
          await started({
            say: [{ call: { id: 'call_1', name: 'list_preps', json: '{"most": 1}' } }],
            ending: 'no_end',
          }),
          { ...SMALL_REQUEST, tools: TOOLS },
        );
        expect(failureOf(answer).kind).toBe('cut');
        expect(answer.events.some(({ type }) => type === 'finished' || type === 'usage')).toBe(false);
      });
    });

    describe('when one object is wanted', () => {
      it('sends it as text, and ends as any text does', async () => {
        const pieces = ['{"shown":', '"yes","quotes":["I led', ' the migration"]}'];
        const answer = await ask(
          await started({
            say: pieces.map((piece) => ({ answer: piece })),
            usage: { inputTokens: 30, outputTokens: 12 },
            ending: 'end',
          }),
          ANSWER_REQUEST,
        );
        expect(answer.failure).toBeUndefined();
        expect(textOf(answer)).toBe(pieces.join(''));
        expect(without(answer, 'text')).toMatchObject([
          { type: 'usage', inputTokens: 30, outputTokens: 12 },
          { type: 'finished', reason: 'end' },
        ]);
      });

      it('says when it ran out of tokens on the way', async () => {
        const answer = await ask(
          await started({ say: [{ answer: '{"shown":' }, { answer: '"y' }], ending: 'length' }),
          ANSWER_REQUEST,
        );
        expect(textOf(answer)).toBe('{"shown":"y');
        expect(answer.events.at(-1)).toEqual({ type: 'finished', reason: 'length' });
      });
    });

    describe('what it sends', () => {
      const sentFor = async (request: ModelRequest): Promise<string> => {
        const one = await started(OK);
        const answer = await ask(one, request);
        expect(answer.failure).toBeUndefined();
        expect(one.seen()).toHaveLength(1);
        return JSON.stringify(one.seen()[0]?.body);
      };

      it('has the system, the history with its calls and results, and the tools, each once', async () => {
        const sent = await sentFor(HISTORY_REQUEST);
        const words = [
          'You coach for “interviews”.',
          'What have I made so far?',
          'Let me look.',
          'Acme, backend',
          'There is no résumé yet.',
          'One, for Acme.',
          'Thanks. And now?',
          'The résumé as text.',
          'The documents made so far.',
        ];
        for (const word of words) expect(sent.split(word)).toHaveLength(2);
        for (const id of ['call_1', 'call_2']) expect(sent.split(`"${id}"`)).toHaveLength(3);
        expect(sent).toContain('321');
      });

      it('has a history with calls even where no tools are offered any more', async () => {
        expect(await sentFor({ ...HISTORY_REQUEST, tools: [] })).toContain('There is no résumé yet.');
      });

      it('has the shape of the object that is wanted', async () => {
        expect(await sentFor(ANSWER_REQUEST)).toContain('not_shown');
      });

      it('has the bytes of a PDF where the model reads them', async () => {
        const { model } = await started(OK);
        if (!model.reads.pdf) return;
        expect(await sentFor(DOCUMENT_REQUEST)).toContain(btoa('%PDF-1.4 of a suite'));
      });
    });

    modelFailures({ started, ask });
  });
}
