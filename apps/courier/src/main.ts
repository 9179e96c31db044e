// Before anything that only newer Nodes can load: better-sqlite3 13 crashes without a word on Node 20.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 24 || (major === 24 && minor >= 11)) {
  const { deliver } = await import('./deliver.js');
  await deliver();
} else {
  console.error(`USAPI needs Node 24.11 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
