import { openDataFolder } from './data-folder.ts';

// Opens a folder, perhaps as another user, says whether it could, and keeps it.
const [, , folder = '', user] = process.argv;
if (user !== undefined) process.setuid?.(Number(user));
try {
  openDataFolder(folder);
  process.stdout.write('opened\n');
  setInterval(() => undefined, 60_000);
} catch (thrown) {
  process.stdout.write(`${String(thrown)}\n`);
}
