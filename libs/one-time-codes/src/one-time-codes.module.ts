import { Global, Module } from '@nestjs/common';
import { CodeGenerator, RandomCodeGenerator } from './code-generator.js';
import { OneTimeCodes } from './one-time-codes.js';

@Global()
@Module({
  providers: [OneTimeCodes, { provide: CodeGenerator, useClass: RandomCodeGenerator }],
  exports: [OneTimeCodes, CodeGenerator],
})
export class OneTimeCodesModule {}
