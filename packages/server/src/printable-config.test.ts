import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { printableConfig } from './printable-config.ts';

const SECRET = 'hunter2';

describe('the printed configuration', () => {
  it('[S0-14] holds no secret, whatever it came in', () => {
    const config = readConfig({
      DATABASE_URL: `postgres://user:${SECRET}@db.internal/prep?password=${SECRET}&sslmode=require`,
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `https://me:${SECRET}@traces.example/v1/traces?api_key=${SECRET}`,
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${SECRET},x-team=${SECRET}`,
    });
    const more = {
      anthropicApiKey: SECRET,
      tavily: { key: SECRET, endpoint: `https://${SECRET}:${SECRET}@search.example` },
      researchToken: SECRET,
      urls: [`https://a:${SECRET}@b.example`],
    };
    const printed = JSON.stringify(printableConfig({ ...config, ...more }));
    // A user’s name may be read, so that one sees who it is that cannot log in.
    expect(printed.replaceAll(`//${SECRET}:`, '//user:')).not.toContain(SECRET);
    expect(printed).toContain('postgres://user:***@db.internal/prep?password=***&sslmode=require');
    expect(printed).toContain('"headers":{"authorization":"***","x-team":"***"}');
    expect(printed).toContain('"anthropicApiKey":"***"');
  });

  it('leaves everything else as it is', () => {
    const config = readConfig({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      PRICES: '{"own":{"input":1,"output":2}}',
    });
    expect(printableConfig(config)).toEqual(config);
  });
});
