import { demoPartner, type Settings } from '@app/settings';

/** What someone sees who has just started the service for the first time. */
export function banner({ http, messages, partners }: Settings): string {
  const at = http.publicUrl;
  const demo = partners.credentials.find(
    ({ name, secret }) => name === demoPartner.name && secret === demoPartner.secret,
  );
  const hasMailbox = messages.mail.kind === 'mailbox' || messages.sms.kind === 'mailbox';
  const credentials = demo ? `${demo.name}:${demo.secret}` : '<partner>:<secret>';
  const json = "-H 'content-type: application/json'";
  return [
    '',
    `  USAPI is ready at ${at}`,
    '',
    ...(http.docs ? [`  Swagger UI   ${at}/docs`] : []),
    ...(hasMailbox ? [`  Mailbox      ${at}/dev/mailbox`] : []),
    ...(demo ? [`  Demo partner ${credentials} (Basic)`] : []),
    '',
    '  Try next:',
    `  curl ${at}/check/email ${json} -d '{"email":"value"}'`,
    `  curl -u ${credentials} ${at}/internal/register ${json} -d '{"username":"usernew1","password":"abc123","first_name":"New","last_name":"User","phone_number":"621234567890","email":"usernew1@example.com"}'`,
    `  curl ${at}/auth ${json} -d '{"username":"usernew1","password":"abc123"}'`,
    '',
  ].join('\n');
}
