import { Module, type DynamicModule } from '@nestjs/common';
import { DataKeys } from './data-keys.js';
import {
  HttpSettings,
  LimitSettings,
  MessageSettings,
  PartnerSettings,
  SignupSettings,
  StorageSettings,
  TokenSettings,
  type Settings,
} from './settings.js';

/** Hands every concern its own part of the settings, by its class. */
@Module({})
export class SettingsModule {
  static of(settings: Settings): DynamicModule {
    const providers = [
      { provide: HttpSettings, useValue: settings.http },
      { provide: StorageSettings, useValue: settings.storage },
      { provide: TokenSettings, useValue: settings.tokens },
      { provide: PartnerSettings, useValue: settings.partners },
      { provide: SignupSettings, useValue: settings.signup },
      { provide: MessageSettings, useValue: settings.messages },
      { provide: LimitSettings, useValue: settings.limits },
      { provide: DataKeys, useValue: new DataKeys(settings.tokens.dataSecret) },
    ];
    return { module: SettingsModule, global: true, providers, exports: providers };
  }
}
