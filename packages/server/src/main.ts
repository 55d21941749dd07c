#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Before anything else is loaded: from the second start on Node finds every file compiled, in the system's temporary folder.
enableCompileCache();
await import('./command.ts');
