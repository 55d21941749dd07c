import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assetPath } from '../../assets.ts';
import type { Prompt, Prompts } from '../../core/engine/prompt.ts';

const HASH_CHARACTERS = 12;

/** Every prompt of a folder: `coach.reply.md` is the prompt of `coach.reply`. By default the ones that are shipped. */
export async function promptFiles(folder = assetPath('prompts')): Promise<Prompts> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.md')).toSorted();
  const prompts = await Promise.all(
    files.map(async (file): Promise<Prompt> => {
      const text = await readFile(join(folder, file), 'utf8');
      return {
        name: file.slice(0, -'.md'.length),
        text,
        hash: createHash('sha256').update(text).digest('hex').slice(0, HASH_CHARACTERS),
      };
    }),
  );
  return new Map(prompts.map((prompt) => [prompt.name, prompt]));
}
