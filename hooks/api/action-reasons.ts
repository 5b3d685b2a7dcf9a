/** Reasons of what cannot be declared and is done by Jobs; part of the catalogue in reasons.ts. */
export const actionReasons = {
  ActionFailed: {
    meaning:
      'A Job that does what cannot be declared has failed; nothing is lost, and it is not tried again by itself.',
    remedy: 'Remove the cause that the message names and delete the Job, which is then made anew; or run the commands.',
  },
  ActionPending: {
    meaning: 'A Job does what cannot be declared, or waits until it may.',
    remedy: 'Nothing. If it lasts, look at the pods of the Job; the commands of the message do the same.',
  },
  ActionRequired: {
    meaning: 'Something cannot be declared, and vmop runs no Jobs here.',
    remedy: 'Run the commands of the message, or let vmop run Jobs by VMOP_ACTIONS and VMOP_IMAGE.',
  },
} as const;
