import { Module } from '@nestjs/common';
import { RegistrationFeature } from '@app/registration';
import { CustomerController } from './customer.controller.js';

@Module({ imports: [RegistrationFeature], controllers: [CustomerController] })
export class CustomerModule {}
