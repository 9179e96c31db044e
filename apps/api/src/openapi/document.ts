import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { systems } from '../dialects/dialects.js';

const description = `One user store for the ON Indonesia platforms: registration, proof of e-mail and phone, sign-in, profile.

Partner platforms call with **Basic** credentials, people with the **Bearer** token of \`POST /auth\`. Refusals are \`{"message"}\`, on the routes of Customer and Account what their documents say, or RFC 9457 for callers whose \`Accept\` prefers \`application/problem+json\`.`;

const tags = {
  Auth: 'Signing in',
  Registration: 'Making accounts, at once or after proof',
  Verification: 'Proving addresses, and telling which are taken',
  Profile: 'What a person keeps here',
  ...Object.fromEntries(systems.map(({ tag }) => [tag.name, tag.description])),
  Health: 'For supervisors and load balancers',
};

/** The OpenAPI document, from the DTOs and decorators alone. Needs no database. */
export function buildDocument(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('USAPI, the User State API')
    .setDescription(description)
    .setVersion('1.0.0')
    .setLicense('Proprietary', 'https://usapi.onindonesia.id/')
    .addServer('/', 'This service')
    .addServer('https://usapi.onindonesia.id', 'Production')
    .addServer('https://demousapi.onindonesia.id', 'Demo')
    .addBasicAuth(
      { type: 'http', scheme: 'basic', description: 'Credentials of a partner platform' },
      'basic',
    )
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'Access token of POST /auth, or the api_token of a customer',
      },
      'bearer',
    )
    .addSecurityRequirements('bearer');
  for (const [name, words] of Object.entries(tags)) builder.addTag(name, words);
  return SwaggerModule.createDocument(app, builder.build(), { operationIdFactory: (_, method) => method });
}
