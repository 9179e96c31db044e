/** Who may call: everyone, this machine alone, who signs the body, a signed-in person, a partner with a scope. */
export type Access =
  'public' | 'loopback' | 'signature' | 'bearer' | 'bearer-or-refresh-token' | `basic ${string}`;

/** A route as it was decided. `operation` is null where OpenAPI shall not show it. */
export interface DecidedRoute {
  readonly route: string;
  readonly access: Access;
  readonly operation: string | null;
  readonly tag:
    'Auth' | 'Registration' | 'Verification' | 'Profile' | 'Customer' | 'Account' | 'Health' | null;
}

const row = (
  route: string,
  access: Access,
  operation: string | null = null,
  tag: DecidedRoute['tag'] = null,
): DecidedRoute => ({ route, access, operation, tag });

/** Every route of the service. A new one belongs here first: without its row the suite fails. */
export const decidedRoutes: readonly DecidedRoute[] = [
  row('POST /auth', 'public', 'login', 'Auth'),
  row('GET /.well-known/jwks.json', 'public', 'jwks', 'Auth'),
  row('POST /auth/refresh', 'public', 'refreshToken', 'Auth'),
  row('POST /auth/logout', 'bearer-or-refresh-token', 'logout', 'Auth'),
  row('POST /auth/logout-all', 'bearer', 'logoutAll', 'Auth'),
  row('GET /auth/sessions', 'bearer', 'listSessions', 'Auth'),
  row('DELETE /auth/sessions/:id', 'bearer', 'revokeSession', 'Auth'),
  row('POST /password/forgot', 'public', 'forgotPassword', 'Auth'),
  row('GET /password/reset', 'public', 'showPasswordReset', 'Auth'),
  row('POST /password/reset', 'public', 'resetPassword', 'Auth'),
  row('POST /password/change', 'bearer', 'changePassword', 'Auth'),
  row('POST /internal/register', 'basic internal:register', 'internalRegister', 'Registration'),
  row('POST /signup', 'basic signup', 'signup', 'Registration'),
  row('POST /signup/resend', 'public', 'resendSignup', 'Registration'),
  row('POST /signup/verify', 'public', 'verifySignup', 'Verification'),
  row('POST /signup/status', 'public', 'signupStatus', 'Verification'),
  row('GET /signup/confirm', 'public', 'showSignupConfirmation', 'Verification'),
  row('POST /signup/confirm', 'public', 'confirmSignup', 'Verification'),
  row('POST /api/v1/user/register', 'public', 'customerRegister', 'Customer'),
  row('POST /api/v1/auth/register', 'public', 'accountRegister', 'Account'),
  row('POST /check/email', 'public', 'checkEmail', 'Verification'),
  row('POST /check/username', 'public', 'checkUsername', 'Verification'),
  row('POST /check/phone', 'basic signup', 'checkPhone', 'Verification'),
  row('POST /update-basic-profile', 'bearer', 'updateBasicProfile', 'Profile'),
  row('GET /profile', 'bearer', 'getProfile', 'Profile'),
  row('DELETE /profile', 'bearer', 'deleteProfile', 'Profile'),
  row('GET /profile/export', 'bearer', 'exportProfile', 'Profile'),
  row('POST /profile/email', 'bearer', 'changeEmail', 'Profile'),
  row('POST /profile/email/confirm', 'bearer', 'confirmEmail', 'Profile'),
  row('GET /profile/email/undo', 'public', 'showEmailUndo', 'Profile'),
  row('POST /profile/email/undo', 'public', 'undoEmailChange', 'Profile'),
  row('POST /profile/phone', 'bearer', 'changePhone', 'Profile'),
  row('POST /profile/phone/confirm', 'bearer', 'confirmPhone', 'Profile'),
  row('GET /profile/image/:size', 'bearer', 'getProfileImage', 'Profile'),
  row('POST /sms/receipts', 'signature', 'smsReceipt', 'Verification'),
  row('GET /health/live', 'public', 'healthLive', 'Health'),
  row('GET /health/ready', 'public', 'healthReady', 'Health'),
  row('GET /dev/mailbox', 'loopback'),
  row('GET /dev/mailbox.json', 'loopback'),
];

/** Registered by the documentation pages, not by a controller: open, and off in production. */
export const documentationRoute = /^GET \/(docs(\/|$)|openapi\.(json|yaml)$)/;
