import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { type ManualClock, manualClock } from '../../testing/manual-clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { ObjectStore } from '../objects/ports.ts';
import type { Collection, CollectionName, Records } from '../records/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import type { DocumentReader } from './ports.ts';
import { ResumeService } from './resume-service.ts';

const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });
const FILE = new TextEncoder().encode('Nurse since 2019.');
const AFTER_UPLOADS_MS = 10 * 60_000;
const reader: DocumentReader = {
  read: async () => ({ kind: 'text', text: 'Nurse since 2019.', hidden: [], truncated: false }),
  close: async () => {},
};
const anything = z.record(z.string(), z.unknown());

/** Runs before each step that a request makes in a store. One that never resolves is a process that was killed. */
type Step = (name: string) => Promise<void>;

let clock: ManualClock;
let storage: ReturnType<typeof memoryStorage>;
/** The keys of the files that there are. */
let files: Set<string>;

function begin(): void {
  clock = manualClock();
  storage = memoryStorage(clock);
  files = new Set();
}

beforeEach(begin);

/** The service as one process has it. */
function service(step: Step = async () => {}): ResumeService {
  return new ResumeService({ records: steppingRecords(step), objects: steppingObjects(step), reader, clock });
}

function steppingObjects(step: Step): ObjectStore {
  return {
    ...storage.objects,
    put: async (owner, key, content) => {
      await step('put file');
      files.add(key);
      await storage.objects.put(owner, key, content);
    },
    remove: async (owner, key) => {
      await step('remove file');
      files.delete(key);
      await storage.objects.remove(owner, key);
    },
  };
}

function steppingRecords(step: Step): Records {
  return {
    collection<Value>(
      name: CollectionName,
      options: { schema: z.ZodType<Value>; shared?: boolean },
    ): Collection<Value> {
      const rows = storage.records.collection(name, options);
      const stepping =
        <Arguments extends unknown[], Result>(verb: string, method: (...given: Arguments) => Promise<Result>) =>
        async (...given: Arguments): Promise<Result> => {
          await step(`${verb} ${name}`);
          return method(...given);
        };
      return {
        insert: stepping('insert', rows.insert),
        get: stepping('get', rows.get),
        replace: stepping('replace', rows.replace),
        remove: stepping('remove', rows.remove),
        list: stepping('list', rows.list),
      };
    },
  };
}

/** Stops for good before its step of this number, counted from 0. */
function killedAt(last: number): { step: Step; killed: Promise<'killed'> } {
  const killed = Promise.withResolvers<'killed'>();
  let steps = 0;
  const step = async (): Promise<void> => {
    steps += 1;
    if (steps <= last) return;
    killed.resolve('killed');
    await new Promise<never>(() => {});
  };
  return { step, killed: killed.promise };
}

const rowsOf = async (name: 'resume' | 'resume_file') =>
  (await storage.records.collection(name, { schema: anything }).list(scope, { limit: 100 })).rows;
/** Without what says that there was one. */
const uploads = async () =>
  (await rowsOf('resume')).filter(({ value }) => !isDeepStrictEqual(value, { deleted: true }));
const keysOfUploads = async () => (await uploads()).map(({ value }) => value.objectKey);
const keysOfNotes = async () => (await rowsOf('resume_file')).map(({ value }) => value.objectKey);

async function removedAll(): Promise<void> {
  const before = files.size;
  const failure: unknown = await service()
    .remove(scope)
    .catch((thrown: unknown) => thrown);
  if (failure !== undefined) expect([failure, before]).toEqual([expect.objectContaining({ code: 'not_found' }), 0]);
  expect([...files]).toEqual([]);
  expect(await uploads()).toEqual([]);
}

/** Once no upload from before can be under way, one résumé is all there is. */
async function nothingIsLeftByTheNextUpload(): Promise<void> {
  await clock.advance(AFTER_UPLOADS_MS);
  const { id } = await service().put(scope, { bytes: FILE });
  for (const kept of [[...files], await keysOfUploads(), await keysOfNotes()]) expect(kept).toEqual([`resumes/${id}`]);
}

/** Kills `request` before its first, second, third ... step until it gets to its end; looks after each with `check`. */
async function killedAfterEachStep(
  request: (resumes: ResumeService) => Promise<unknown>,
  { first, check }: { first: () => Promise<void>; check: () => Promise<void> },
): Promise<number> {
  for (let last = 0; ; last += 1) {
    begin();
    await first();
    const { step, killed } = killedAt(last);
    const end = await Promise.race([request(service(step)).then(() => 'ended'), killed]);
    const noted = [...(await keysOfNotes()), ...(await keysOfUploads())];
    expect(noted).toEqual(expect.arrayContaining([...files]));
    await check();
    if (end === 'ended') return last;
  }
}

const upload = async (): Promise<void> => void (await service().put(scope, { bytes: FILE }));

/** What an earlier release kept: a row, and no note of its file. */
async function earlierRelease(): Promise<void> {
  const rows = storage.records.collection('resume', { schema: anything });
  const value = { kind: 'text', text: 'Nurse.', hidden: [], truncated: false, corrected: false, uploadedAt: 1 };
  await upload();
  for (const note of await rowsOf('resume_file'))
    await storage.records.collection('resume_file', { schema: anything }).remove(scope, note.id);
  await rows.insert(scope, 'res_old', { ...value, objectKey: 'resumes/res_old' });
  await storage.objects.put(scope, 'resumes/res_old', FILE);
  files.add('resumes/res_old');
}

describe.each([
  ['nothing', async () => {}],
  ['a résumé', upload],
  ['what an earlier release kept', earlierRelease],
])('a process that is killed at any step, when there was %s', (_case, first) => {
  const killed = [
    ['an upload', (resumes: ResumeService) => resumes.put(scope, { bytes: FILE })],
    ['a deletion', (resumes: ResumeService) => resumes.remove(scope).catch(ignoreNotFound)],
  ] as const;

  it.each(killed)('during %s leaves no file that the next deletion does not remove', async (_request, request) => {
    expect(await killedAfterEachStep(request, { first, check: removedAll })).toBeGreaterThan(1);
  });

  it.each(killed)('during %s leaves nothing that a later upload does not remove', async (_request, request) => {
    await killedAfterEachStep(request, { first, check: nothingIsLeftByTheNextUpload });
  });
});

function ignoreNotFound(thrown: unknown): void {
  if (!(thrown instanceof ServiceError && thrown.code === 'not_found')) throw thrown;
}

describe('files that cannot be removed', () => {
  const broken: Step = async (name) => {
    if (name === 'remove file') throw new ServiceError('storage_unavailable');
  };

  it.each([
    ['a résumé', upload],
    ['what an earlier release kept', earlierRelease],
    ['a killed upload', () => killedUpload()],
  ])('leave all that is needed for the next request to remove them: %s', async (_case, first) => {
    await first();
    for (let attempt = 1; attempt <= 2; attempt += 1)
      await expect(service(broken).remove(scope)).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(files.size).toBeGreaterThan(0);
    await service().remove(scope);
    expect([...files]).toEqual([]);
  });

  it('of an upload that failed stay noted, and are removed at once where that is possible', async () => {
    const full: Step = async (name) => {
      if (name === 'put file') throw new ServiceError('storage_unavailable');
    };
    await expect(service(full).put(scope, { bytes: FILE })).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(await rowsOf('resume_file')).toEqual([]);
    const both: Step = async (name) => (await full(name), broken(name));
    await expect(service(both).put(scope, { bytes: FILE })).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(await rowsOf('resume_file')).toHaveLength(1);
  });
});

async function killedUpload(): Promise<void> {
  const { step, killed } = killedAt(2);
  void service(step).put(scope, { bytes: FILE });
  await killed;
  expect(await uploads()).toEqual([]);
}

describe('an upload', () => {
  it('leaves alone what another one that may be under way has written', async () => {
    await killedUpload();
    await clock.advance(AFTER_UPLOADS_MS - 1);
    await upload();
    expect(files.size).toBe(2);
  });
});

describe('a deletion', () => {
  it('removes more files than one page of notes holds', async () => {
    for (let killed = 1; killed <= 101; killed += 1) await killedUpload();
    expect(files.size).toBe(101);
    await removedAll();
  });
});

describe('requests at the same moment', () => {
  type Request = { verb: 'put' | 'remove' | 'correct'; killedAt: number };
  type Course = Request & { from: number; to: number; outcome: 'done' | 'refused' | 'killed' };

  const requests = fc.array(
    fc.record({
      verb: fc.constantFrom<Request['verb']>('put', 'remove', 'correct'),
      killedAt: fc.oneof({ weight: 3, arbitrary: fc.constant(Infinity) }, fc.nat({ max: 15 })),
    }),
    { minLength: 2, maxLength: 5 },
  );

  /** All requests, each step of which runs when the scheduler lets it. */
  async function coursesOf(wanted: readonly Request[], scheduler: fc.Scheduler): Promise<Course[]> {
    let moment = 0;
    const courses = wanted.map((request): Course => ({ ...request, from: 0, to: Infinity, outcome: 'killed' }));
    for (const course of courses) {
      const { step: counted } = killedAt(course.killedAt);
      const resumes = service(async (name) => {
        await scheduler.schedule(Promise.resolve(), name);
        await counted(name);
      });
      const request = {
        put: () => resumes.put(scope, { bytes: FILE }),
        remove: () => resumes.remove(scope),
        correct: () => resumes.correct(scope, 'Nurse since 2018.'),
      }[course.verb];
      const end = (outcome: Course['outcome']) => Object.assign(course, { outcome, to: (moment += 1) });
      void scheduler.schedule(Promise.resolve(), 'begin').then(async () => {
        course.from = moment += 1;
        await request().then(
          () => end('done'),
          (thrown: unknown) => {
            expect(['conflict', 'not_found']).toContain(ServiceError.from(thrown).code);
            end('refused');
          },
        );
      });
    }
    await scheduler.waitIdle();
    return courses;
  }

  async function checked(courses: readonly Course[]): Promise<void> {
    const of = (verb: Request['verb']) => courses.filter((course) => course.verb === verb);
    const rows = await keysOfUploads();
    const isDone = ({ outcome }: Course): boolean => outcome === 'done';
    if (of('remove').some((removal) => isDone(removal) && of('put').every(({ to }) => to < removal.from)))
      expect(rows).toEqual([]);
    if (of('put').some((put) => isDone(put) && of('remove').every(({ to }) => to < put.from)))
      expect(rows).toHaveLength(1);
    if (of('remove').length === 0) expect(of('put').filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    expect([...(await keysOfNotes()), ...rows]).toEqual(expect.arrayContaining([...files]));
    if (courses.every(({ outcome }) => outcome !== 'killed')) expect([...files]).toEqual(rows);
  }

  it.each([
    ['deletion', removedAll],
    ['upload', nothingIsLeftByTheNextUpload],
  ])('in any order, killed or not, leave only what the next %s removes', async (_request, next) => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), requests, fc.boolean(), async (scheduler, wanted, isUploaded) => {
        begin();
        if (isUploaded) await upload();
        await checked(await coursesOf(wanted, scheduler));
        await next();
      }),
      { numRuns: 1_000 },
    );
  });
});
