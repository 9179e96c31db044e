// better-sqlite3 13 crashes without a word on Node 20: say what is missing instead.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 11)) {
  console.error(
    `USAPI needs Node 24.11 or newer; this is ${process.versions.node}. On linux-x64 'npm ci' brings one along: start with 'npm start'. Elsewhere install Node 24 (LTS).`,
  );
  process.exit(1);
}
