/** Stops the private mariadbd that global-setup.mjs started, if it started one, and removes its folder. */
export default async function globalTeardown() {
  await globalThis.stopPrivateMariadb?.();
}
