import { describe, expect, it } from 'vitest';
import { ERAS, messagesOf, rawMessage, textOf } from './mcp-client.ts';
import { bearer, serviceToken } from './test-server.ts';
import { client, candidate, server, acting, send } from './mcp-clients.ts';

describe('the tools over MCP', () => {
  it.each(ERAS)('[S0-6] are the tools of the server to a client of %s, and none takes a user', async (era) => {
    const { tools } = await (await client(await candidate('lists'), era)).listTools();
    expect(tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['get_resume', 'upload_resume', 'list_preps', 'generate_prep']),
    );
    for (const { name, inputSchema, outputSchema, annotations, description } of tools) {
      expect(Object.keys(inputSchema.properties ?? {}).join(), name).not.toMatch(
        /user|tenant|candidate|e-?mail|subject|owner|scope/i,
      );
      expect(
        [inputSchema.type, outputSchema?.type, typeof annotations?.readOnlyHint, description === ''],
        name,
      ).toEqual(['object', 'object', 'boolean', false]);
    }
    const hintOf = (tool: string) => tools.find(({ name }) => name === tool)?.annotations;
    expect([hintOf('get_resume'), hintOf('upload_resume')]).toEqual([
      { readOnlyHint: true, destructiveHint: false, idempotentHint: true },
      { readOnlyHint: false },
    ]);
  });

  it('[S0-1] never mix the candidates of many interleaved calls, of whichever endpoint and protocol version', async () => {
    const service = await serviceToken(server, server.tenant);
    const people = [
      { name: 'Amara', client: await client(await candidate('amara'), '2025') },
      { name: 'Bela', client: await client(await candidate('bela'), '2026') },
      {
        name: 'Chidi',
        client: await client({ ...bearer(service.token), 'x-user-email': 'chidi@example.com' }, '2025'),
      },
      {
        name: 'Dolores',
        client: await client({ ...bearer(service.token), 'x-user-email': 'dolores@example.com' }, '2026'),
      },
      { name: 'Edda', client: await client(await acting('chidi@example.com', server.otherTenant), '2026') },
    ];
    const kept = await Promise.all(
      people.map(({ name, client: own }) =>
        own.callTool({ name: 'upload_resume', arguments: { content: `${name} worked as a nurse for six years.` } }),
      ),
    );
    expect(kept.map((result) => result.isError ?? false)).toEqual(people.map(() => false));
    const rounds = Array.from({ length: 30 }, (_, round) => people[(round * 7) % people.length]).flatMap((person) =>
      person === undefined ? [] : [person, ...people],
    );
    await Promise.all(
      rounds.map(async ({ name, client: own }, index) => {
        const result =
          index % 5 === 4
            ? await own.callTool({ name: 'list_preps', arguments: {} })
            : await own.callTool({ name: 'get_resume', arguments: {} });
        if (index % 5 === 4) expect(result.structuredContent).toEqual({ preps: [] });
        else expect(result.structuredContent).toMatchObject({ text: expect.stringContaining(name) });
        for (const other of people) if (other.name !== name) expect(textOf(result)).not.toContain(other.name);
      }),
    );
    expect(rounds.length).toBeGreaterThan(150);
  });

  it('[S0-6] make a document for a job advert, with progress, and list it', async () => {
    const own = await client(await candidate('prepares'));
    const progress: { progress: number; total?: number | undefined; message?: string | undefined }[] = [];
    const advert = 'Staff nurse. You must have three years of experience on a ward. You must speak English.';
    const made = await own.callTool(
      { name: 'generate_prep', arguments: { job_description: advert } },
      { onprogress: (step) => progress.push(step) },
    );
    expect(made.structuredContent).toMatchObject({ status: 'ready', url: expect.stringContaining('/v1/documents/') });
    expect(JSON.parse(textOf(made))).toEqual(made.structuredContent);
    const steps = progress.map((step) => step.progress);
    expect(steps.length).toBeGreaterThan(1);
    expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
    expect(progress.every(({ total = 0, message = '' }) => total >= (steps.at(-1) ?? 0) && message !== '')).toBe(true);
    const { structuredContent } = await own.callTool({ name: 'list_preps', arguments: {} });
    expect(structuredContent).toMatchObject({ preps: [{ status: 'ready' }] });
    expect(
      (await (await client(await candidate('others'))).callTool({ name: 'list_preps', arguments: {} }))
        .structuredContent,
    ).toEqual({ preps: [] });
  });

  it('answer every wrong input with words, and none with a failure of ours', async () => {
    const headers = await candidate('wrong');
    const own = await client(headers);
    const { tools } = await own.listTools();
    const wrong: unknown[] = [
      null,
      'text',
      7,
      [],
      true,
      { job_description: 1 },
      { content: '' },
      { content: null },
      { content: ['x'] },
      { content: 'x'.repeat(60_001) },
      { user: 'usr_1', tenantId: 'ten_b' },
      { scope: { subject: { id: 'cand_b' } } },
    ];
    for (const { name, inputSchema } of tools) {
      for (const args of wrong) {
        const response = await send(headers, rawMessage('tools/call', { name, arguments: args }));
        const [answer] = messagesOf(response.body);
        expect(response.statusCode, `${name} ${JSON.stringify(args)?.slice(0, 60)}`).toBeLessThan(500);
        const isObject = typeof args === 'object' && args !== null && !Array.isArray(args);
        const needsNothing =
          (inputSchema.required ?? []).length === 0 &&
          isObject &&
          !Object.keys(args).some((key) => key in (inputSchema.properties ?? {}));
        // A tool that needs no input has none to refuse; what it then says is about the candidate, who has nothing yet.
        if (!needsNothing)
          expect(
            answer?.error !== undefined || answer?.result?.isError === true,
            `${name} ${JSON.stringify(args)?.slice(0, 60)}`,
          ).toBe(true);
        expect(response.body).not.toMatch(/\bat .*:\d+:\d+|node_modules|\/src\//);
      }
    }
  });

  it('[S0-6] take no identity from arguments: what they name is ignored or refused', async () => {
    const [mine, theirs] = [await client(await candidate('mine')), await client(await candidate('theirs'))];
    await theirs.callTool({ name: 'upload_resume', arguments: { content: 'Theirs alone.' } });
    const result = await mine.callTool({
      name: 'get_resume',
      arguments: {
        user: 'theirs',
        candidateId: 'theirs',
        email: 'theirs',
        tenantId: 'x',
        scope: { subject: { id: 'theirs' } },
      },
    });
    expect([result.isError, textOf(result)]).toEqual([true, expect.not.stringContaining('Theirs')]);
  });

  it('are only those that the token is good for', async () => {
    const headers = await candidate('narrow', { scopes: ['preps'] });
    const { tools } = await (await client(headers)).listTools();
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['list_preps', 'generate_prep']));
    expect(tools.map(({ name }) => name)).not.toContain('get_resume');
    const [refused] = messagesOf(
      (await send(headers, rawMessage('tools/call', { name: 'get_resume', arguments: {} }))).body,
    );
    const [unknown] = messagesOf(
      (await send(headers, rawMessage('tools/call', { name: 'no_such_tool', arguments: {} }))).body,
    );
    expect(refused?.error).toEqual(unknown?.error);
    expect(refused?.error?.code).toBe(-32_602);
  });

  it('do nothing for a candidate who withdrew consent, and go on when it is given again', async () => {
    const headers = await candidate('withdrawn');
    const consent = { kind: 'practice', textVersion: '2026-11-21' };
    const { id } = (await server.app.inject({ method: 'POST', url: '/v1/consents', headers, payload: consent })).json<{
      id: string;
    }>();
    const own = await client(headers);
    expect((await own.callTool({ name: 'list_preps', arguments: {} })).isError ?? false).toBe(false);
    await server.app.inject({ method: 'POST', url: `/v1/consents/${id}/withdraw`, headers });
    expect(await own.callTool({ name: 'list_preps', arguments: {} })).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('not agreed') }],
    });
    await server.clock.advance(1);
    await server.app.inject({ method: 'POST', url: '/v1/consents', headers, payload: consent });
    expect((await own.callTool({ name: 'list_preps', arguments: {} })).isError ?? false).toBe(false);
  });
});
