import { OperatorFault } from '@app/problems';

/** The environment cannot be run with. Names every faulty variable and its mend, never a value. */
export class SettingsFault extends OperatorFault {
  constructor(readonly faults: readonly string[]) {
    super(`The settings need a mend:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}
