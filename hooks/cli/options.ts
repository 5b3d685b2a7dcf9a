import { Option } from 'commander';

/** `-n`: where namespaced objects without a namespace belong. */
export function namespaceOption(): Option {
  return new Option('-n, --namespace <name>', 'namespace of objects that name none').default('default');
}

/** `-o`: form of the output; the first choice is the default. */
export function outputOption(first: string, ...others: readonly string[]): Option {
  return new Option('-o, --output <form>', 'form of the output').choices([first, ...others]).default(first);
}

/** The text of the form that was asked for. Throws on a form that the option does not offer: commander has checked it. */
export function chooseOutput(form: string, forms: Readonly<Record<string, () => string>>): string {
  const write = forms[form];
  if (write === undefined) throw new Error(`no output form ${form}`);
  return write();
}
