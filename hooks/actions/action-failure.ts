import type { ActionFault } from '../kinds/actions/exit-code.ts';

/** An action that cannot be finished: trying again would end the same way. */
export class ActionFailure extends Error {
  readonly fault: ActionFault;

  constructor(fault: ActionFault, message: string) {
    super(message);
    this.name = 'ActionFailure';
    this.fault = fault;
  }
}
