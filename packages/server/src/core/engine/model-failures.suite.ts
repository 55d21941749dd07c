import { describe, expect, it } from 'vitest';
import { type ModelEvent, type ModelFailureKind, type ModelRequest } from './model.ts';
import { failureOf, collectEvents, OK, textOf, type CollectedEvents } from './test-collected-events.ts';
import {
  SMALL_REQUEST,
  type ModelScript,
  type OpenModel,
  type ScriptedAnswer,
  type ScriptedEnding,
} from './test-model-script.ts';

export type ModelBench = {
  started(...script: ModelScript): Promise<OpenModel>;
  ask(opened: OpenModel, request?: ModelRequest): Promise<CollectedEvents>;
};

/** What every adapter of `Model` does when the vendor fails, or when nobody wants the answer any more. */
export function modelFailures({ started, ask }: ModelBench): void {
  describe('when it fails', () => {
    const refusals: readonly (readonly [ModelFailureKind, ScriptedAnswer])[] = [
      ['throttled', { refuse: 'throttled' }],
      ['unavailable', { refuse: 'unavailable' }],
      ['rejected', { refuse: 'forbidden' }],
      ['rejected', { refuse: 'invalid' }],
    ];
    it.each(refusals)('throws “%s” after one request for %o', async (kind, answer) => {
      const one = await started(answer);
      const refused = await ask(one);
      expect(failureOf(refused).kind).toBe(kind);
      expect(refused.events).toEqual([]);
      expect(one.seen()).toHaveLength(1);
    });

    it('passes on how long to wait where the vendor says so', async () => {
      const result = await ask(await started({ refuse: 'throttled', retryAfterSeconds: 7 }));
      expect(failureOf(result).retryAfterMs).toBe(7000);
      const withoutDelay = await ask(await started({ refuse: 'throttled' }));
      expect(failureOf(withoutDelay).retryAfterMs).toBeUndefined();
    });

    const cuts: readonly (readonly [ScriptedEnding, ModelFailureKind])[] = [
      ['no_end', 'cut'],
      ['half_frame', 'cut'],
      ['destroyed', 'cut'],
      ['error_event', 'unavailable'],
    ];
    it.each(cuts)('throws after one request when its answer goes “%s”: %s', async (ending, kind) => {
      const one = await started({
        say: [{ text: 'One ' }, { text: 'moment' }],
        usage: { inputTokens: 1, outputTokens: 1 },
        ending,
      });
      const cut = await ask(one);
      expect(failureOf(cut).kind).toBe(kind);
      expect('One moment'.startsWith(textOf(cut))).toBe(true);
      expect(cut.events.some(({ type }) => type === 'finished')).toBe(false);
      expect(one.seen()).toHaveLength(1);
    });

    it('says what came before the end that is missing', async () => {
      expect(textOf(await ask(await started({ say: [{ text: 'One ' }, { text: 'moment' }], ending: 'no_end' })))).toBe(
        'One moment',
      );
    });

    it('answers the next request after a connection was lost', async () => {
      const one = await started({ say: [{ text: 'One' }], ending: 'destroyed' }, OK);
      expect(failureOf(await ask(one)).kind).toBe('cut');
      expect(textOf(await ask(one))).toBe('Fine.');
    });
  });

  describe('when nobody wants the answer any more', () => {
    it('sends nothing for a signal that has gone off before', async () => {
      const one = await started(OK);
      const answer = await collectEvents(one.model.stream(SMALL_REQUEST, AbortSignal.abort()));
      expect(answer.events).toEqual([]);
      expect(one.seen()).toEqual([]);
    });

    it('ends a request that has no answer yet', async () => {
      const one = await started({ hang: true });
      const abort = new AbortController();
      const answer = collectEvents(one.model.stream(SMALL_REQUEST, abort.signal));
      await expect.poll(() => one.seen().length, { timeout: 10_000 }).toBe(1);
      abort.abort();
      await one.seen()[0]?.left;
      expect((await answer).events).toEqual([]);
    });

    it('ends a request in mid-answer, and never calls that an end', async () => {
      const one = await started({ say: [{ text: 'One' }], ending: 'hang' });
      const abort = new AbortController();
      const events: ModelEvent[] = [];
      const reading = (async () => {
        for await (const event of one.model.stream(SMALL_REQUEST, abort.signal)) {
          events.push(event);
          abort.abort();
        }
      })().catch(() => undefined);
      await reading;
      await one.seen()[0]?.left;
      expect(events.map(({ type }) => type)).toEqual(['text']);
    });

    it('ends a request whose reader has left', async () => {
      const one = await started({ say: [{ text: 'One' }], ending: 'hang' });
      for await (const event of one.model.stream(SMALL_REQUEST, new AbortController().signal)) {
        expect(event).toEqual({ type: 'text', text: 'One' });
        break;
      }
      await one.seen()[0]?.left;
    });
  });
}
