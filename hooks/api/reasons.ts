/** What a reason means and what a user does about it; the text of docs/reasons.md comes from here. */
export interface ReasonDoc {
  readonly meaning: string;
  readonly remedy: string;
}

/** The closed catalogue of reasons. Keys are CamelCase, as Kubernetes conditions want them; a new one is documented here or does not exist. */
export const reasons = {
  InvalidField: {
    meaning: 'A field has a wrong type, a value outside its enum or pattern, or a required field is missing.',
    remedy: 'Correct the field at the given path; `vmop validate -f FILE` shows all of them at once.',
  },
  UnknownField: {
    meaning: 'The object carries a field that its kind does not know, usually a misspelling.',
    remedy: 'Use the suggested spelling or remove the field.',
  },
} as const satisfies Record<string, ReasonDoc>;

/** Name of a documented reason. */
export type Reason = keyof typeof reasons;
