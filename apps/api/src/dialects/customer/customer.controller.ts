import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { RegisterOpenly } from '@app/registration';
import { Public } from '../../access/policy.js';
import { ReadsForms } from '../../http/media-types.js';
import { addressOf } from '../../http/caller.js';
import { CustomerAnswers } from './customer.answers.js';
import { CustomerRegisterDto, CustomerRegisteredDto } from './customer.dto.js';

/** Registration as seed 003 documents it. */
@ApiTags('Customer')
@Controller('api/v1/user')
export class CustomerController {
  constructor(private readonly registration: RegisterOpenly) {}

  @Post('register')
  @Public()
  @ReadsForms()
  @HttpCode(201)
  @ApiOperation({
    operationId: 'customerRegister',
    summary: 'Register a customer',
    description:
      'Opens an account of the type customer and answers with its api token. The values answered are those stored; `account_type` in the request is ignored.',
  })
  @CustomerAnswers()
  async customerRegister(
    @Body() body: CustomerRegisterDto,
    @Req() request: FastifyRequest,
  ): Promise<CustomerRegisteredDto> {
    const { username, password } = body;
    const email = body.email_address ?? body.email ?? '';
    const registration = { username, email, password, passwordRules: 'public' as const };
    const apiTokenFor = { device: request.headers['user-agent'] ?? '', address: addressOf(request) };
    const opened = await this.registration.register({ ...registration, apiTokenFor });
    return CustomerRegisteredDto.of(opened);
  }
}
