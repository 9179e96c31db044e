export { DataKeys } from './data-keys.js';
export { exampleFile } from './example-file.js';
export type { Locale } from './locale.js';
export { demoPartner, partnerNamePattern } from './partner-credentials.js';
export { readSettings } from './read-settings.js';
export { SettingsFault } from './settings-fault.js';
export { SettingsModule } from './settings.module.js';
export {
  HttpSettings,
  LimitSettings,
  MessageSettings,
  PartnerSettings,
  SignupSettings,
  StorageSettings,
  tokenAlgorithms,
  TokenSettings,
  type DatabaseLocation,
  type Settings,
  type TokenAlgorithm,
} from './settings.js';
