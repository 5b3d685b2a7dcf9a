import { clusterLife } from './cluster.ts';
import { type Bench, formatFigure } from './figure.ts';
import { hundredVmsingles } from './hundred-vmsingles.ts';
import { describeMachine } from './machine.ts';
import { parsing } from './parsing.ts';
import { pureFunctions } from './pure-functions.ts';
import { scrapesBench } from './scrapes.ts';
import { scrapesPure } from './scrapes-pure.ts';
import { coldStart, smallSync } from './service.ts';

const benches: readonly Bench[] = [
  pureFunctions,
  parsing,
  scrapesPure,
  coldStart,
  smallSync,
  hundredVmsingles,
  clusterLife,
  scrapesBench('scrapes-2000', { scrapes: 2000 }),
  { ...scrapesBench('scrapes-2000-foreign', { scrapes: 2000, namespaces: 2000, secrets: 20_000 }), isOnDemand: true },
  { ...scrapesBench('scrapes-10000', { scrapes: 10_000 }), isOnDemand: true },
  { ...scrapesBench('scrapes-50', { scrapes: 50, namespaces: 20, secrets: 200, idleSeconds: 5 }), isOnDemand: true },
];

// `npm run bench -- WORD` runs the benches whose name holds the word.
const word = process.argv[2] ?? '';
console.log(describeMachine());
for (const bench of benches.filter(isAskedFor)) {
  console.log(bench.name);
  const figures = await bench.run();
  if (typeof figures === 'string') console.log(`  ${figures}`);
  else for (const figure of figures) console.log(formatFigure(figure));
}

function isAskedFor({ name, isOnDemand }: Bench): boolean {
  return isOnDemand === true ? name === word : name.includes(word);
}
