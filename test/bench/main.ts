import { type Bench, formatFigure } from './figure.ts';
import { hundredVmsingles } from './hundred-vmsingles.ts';
import { describeMachine } from './machine.ts';
import { parsing } from './parsing.ts';
import { pureFunctions } from './pure-functions.ts';
import { coldStart, smallSync } from './service.ts';

const benches: readonly Bench[] = [pureFunctions, parsing, coldStart, smallSync, hundredVmsingles];

// `npm run bench -- WORD` runs the benches whose name holds the word.
const word = process.argv[2] ?? '';
console.log(describeMachine());
for (const bench of benches.filter(({ name }) => name.includes(word))) {
  console.log(bench.name);
  const figures = await bench.run();
  if (typeof figures === 'string') console.log(`  ${figures}`);
  else for (const figure of figures) console.log(formatFigure(figure));
}
