import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { buildDocument } from './document.js';
import { letDocsRun } from './docs-policy.js';

/** Swagger UI at /docs and the document at /openapi.json. */
export function serveDocs(app: NestFastifyApplication): void {
  letDocsRun(app.getHttpAdapter().getInstance(), '/docs');
  SwaggerModule.setup('docs', app, () => buildDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'USAPI',
    swaggerOptions: {
      // Without Swagger's own bar, whose logo brings an inline style along.
      layout: 'BaseLayout',
      defaultModelsExpandDepth: 0,
      persistAuthorization: true,
      displayRequestDuration: true,
      tryItOutEnabled: true,
      // Its badge would tell a stranger's server which document is looked at.
      validatorUrl: null,
    },
  });
}
