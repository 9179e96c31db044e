import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';

// Before anything that only newer Nodes can load: better-sqlite3 13 crashes without a word on Node 20.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 24 || (major === 24 && minor >= 11)) {
  // What is loaded stays, so a young generation that grows meanwhile is 40 MB of idle memory for nothing.
  setFlagsFromString('--semi-space-growth-factor=1');
  // Hashes fill libuv's threads (a core each, and the one whose turn is next); files and names need some besides.
  process.env['UV_THREADPOOL_SIZE'] ??= String(availableParallelism() + 5);
  const { serve } = await import('./serve.js');
  await serve();
  setFlagsFromString('--semi-space-growth-factor=2');
} else {
  console.error(
    `USAPI needs Node 24.11 or newer; this is ${process.versions.node}. Start it with: npm start`,
  );
  process.exit(1);
}
