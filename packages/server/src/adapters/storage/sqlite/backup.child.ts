import { backUp } from './backup.ts';

// A backup as the command makes it: in a process of its own, beside the one that writes.
const [, , dataDir = '', objectsDir = '', file = ''] = process.argv;
process.stdout.write(String(backUp({ dataDir, objectsDir }, file)));
