import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ConfirmPassword } from '@app/auth';
import { ChangeEmail, ChangePhone } from '@app/profile';
import type { User } from '@app/users';
import { CurrentSession, CurrentUser } from '../access/principals.js';
import { RequestCaller, type Caller } from '../http/caller.js';
import { DoneDto } from '../openapi/answers.dto.js';
import { Operation } from '../openapi/operation.js';
import * as operations from './address.operations.js';
import { ChangeEmailDto, ChangePhoneDto, ConfirmAddressDto, DigitsSentDto } from './dto/address.dto.js';

/** Changing addresses: the password first, then the proof. */
@ApiTags('Profile')
@Controller('profile')
export class AddressController {
  constructor(
    private readonly password: ConfirmPassword,
    private readonly emails: ChangeEmail,
    private readonly phones: ChangePhone,
  ) {}

  @Post('email')
  @Operation(operations.changeEmail)
  async changeEmail(
    @Body() { email, password }: ChangeEmailDto,
    @CurrentUser() user: User,
    @CurrentSession() sessionId: string,
    @RequestCaller() { address, locale }: Caller,
  ): Promise<DigitsSentDto> {
    await this.password.confirm(user, { password, address, sessionId });
    return DigitsSentDto.of('email', await this.emails.start({ user, sessionId, locale }, email));
  }

  @Post('email/confirm')
  @Operation(operations.confirmEmail)
  async confirmEmail(
    @Body() { otp }: ConfirmAddressDto,
    @CurrentUser() user: User,
    @RequestCaller() { locale }: Caller,
  ): Promise<DoneDto> {
    await this.emails.confirm(user, otp, locale);
    return DoneDto.of('Success update profile');
  }

  @Post('phone')
  @Operation(operations.changePhone)
  async changePhone(
    @Body() { phone_number: phoneNumber, password }: ChangePhoneDto,
    @CurrentUser() user: User,
    @CurrentSession() sessionId: string,
    @RequestCaller() { address, locale }: Caller,
  ): Promise<DigitsSentDto> {
    await this.password.confirm(user, { password, address, sessionId });
    return DigitsSentDto.of('phone', await this.phones.start({ user, sessionId, locale }, phoneNumber));
  }

  @Post('phone/confirm')
  @Operation(operations.confirmPhone)
  async confirmPhone(
    @Body() { otp }: ConfirmAddressDto,
    @CurrentUser() user: User,
    @RequestCaller() { locale }: Caller,
  ): Promise<DoneDto> {
    await this.phones.confirm(user, otp, locale);
    return DoneDto.of('Success update profile');
  }
}
