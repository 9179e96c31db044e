import { pino } from 'pino';
import { readSettings } from '@app/settings';
import { createApi } from '../create-api.js';
import { buildDocument } from './document.js';

/** The text of `openapi.json`: built in preview, so nothing is opened and no setting of this machine shows. */
export async function committedDocument(): Promise<string> {
  const settings = readSettings({ JWT_SECRET: 'only the document is built, nothing is signed' });
  const app = await createApi(settings, pino({ level: 'silent' }), true);
  const document = buildDocument(app);
  await app.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}
