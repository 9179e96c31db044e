import type { FastifyInstance } from 'fastify';

/** Knows which methods a path answers to, for the 405 that the router itself would call a 404. */
export class RoutePaths {
  private readonly methods = new Map<string, Set<string>>();

  /** Listens to the routes as they are added. */
  constructor(instance: FastifyInstance) {
    instance.addHook('onRoute', ({ url, method }) => {
      const known = this.methods.get(url) ?? new Set();
      for (const each of [method].flat()) known.add(each.toUpperCase());
      this.methods.set(url, known);
    });
  }

  /**
   * The methods of the path as an `Allow` header, or null when no route has the path.
   * @param encoded as the router took it, which reads `/sign%75p` as `/signup`, too
   */
  allowed(encoded: string): string | null {
    const path = decodeURI(encoded);
    const exact = this.methods.get(path);
    if (exact) return [...exact].join(', ');
    for (const [pattern, methods] of this.methods) {
      if (pattern.includes(':') && fits(path.split('/'), pattern.split('/'))) return [...methods].join(', ');
    }
    return null;
  }
}

const fits = (path: readonly string[], pattern: readonly string[]): boolean =>
  path.length === pattern.length &&
  pattern.every((part, index) => part === path[index] || (part.startsWith(':') && path[index] !== ''));
