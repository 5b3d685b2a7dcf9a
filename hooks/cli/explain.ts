import type { Command } from 'commander';
import { parse } from 'yaml';
import {
  explainObject,
  explainScraper,
  type Fate,
  type ObjectExplanation,
  type ScraperExplanation,
} from '../plan/explain.ts';
import { isScraper } from '../plan/explain-scraper.ts';
import { settingsFrom } from './environment.ts';
import { findByName, missingName } from './explain-name.ts';
import { renderObjectExplanation, renderScraperExplanation } from './explain-text.ts';
import { loadObjects } from './input/load.ts';
import { type CliIo, type ExitCode, exitCodes } from './io.ts';
import { chooseOutput, namespaceOption, outputOption } from './options.ts';
import { painter } from './paint.ts';
import { printFindings } from './print-findings.ts';

interface ExplainOptions {
  readonly file: readonly string[];
  readonly namespace: string;
  readonly output: string;
}

const help = `
NAME of a scrape object: which VMAgents and VMSingles take it, its jobs, or the first thing by which each one leaves it out.
NAME of a VMAgent or VMSingle: which scrape objects it takes, which are broken, which it leaves out and why.
NAME is name, namespace/name, kind/name or kind/namespace/name. Only what is in the files counts; Namespaces there give their labels.
Values of Secrets are never shown. Scrapes which vmop makes itself are in the output of render, which may be piped in.

Exit codes: 0 somebody takes the object, or the scraper can use all that it selects; 1 nobody takes it, or something is broken;
2 input cannot be read, or NAME means none or several objects; 3 internal error.

Examples:
  vmop explain -f manifests/ vmservicescrape/cart
  vmop explain -f manifests/ -n monitoring vmagent/main
  kubectl get ns,vmagent,vmservicescrape -A -o yaml | vmop explain -f - shop/cart
  vmop render -f manifests/ | vmop explain -f manifests/ -f - vmagent/main`;

/** Adds `vmop explain`. */
export function addExplain(program: Command, io: CliIo, done: (code: ExitCode) => void): void {
  program
    .command('explain')
    .description('show who scrapes an object, or what a scraper takes, and why not')
    .argument('[name]', 'the object or scraper')
    .requiredOption('-f, --file <path...>', 'file, directory or - for standard input')
    .addOption(namespaceOption())
    .addOption(outputOption('text', 'json'))
    .addHelpText('after', help)
    .action(async (name: string | undefined, options: ExplainOptions) => done(await explain(name, options, io)));
}

async function explain(name: string | undefined, options: ExplainOptions, io: CliIo): Promise<ExitCode> {
  // `-f A B NAME`: an option that takes several values takes the name too.
  const isNameLast = name === undefined && options.file.length > 1;
  const sources = isNameLast ? options.file.slice(0, -1) : options.file;
  const wanted = isNameLast ? options.file.at(-1) : name;
  const settings = settingsFrom(io);
  const loaded = await loadObjects(sources, options.namespace, io.stdin);
  printFindings(loaded.findings, io.stderr);
  if (loaded.findings.length > 0) return exitCodes.badInput;
  const objects = loaded.objects.map(({ object }) => object);
  if (wanted === undefined) throw missingName(objects);
  const subject = findByName(wanted, objects);
  if (isScraper(subject)) {
    const explanation = explainScraper(subject, objects, settings);
    return write(options.output, io, explanation, scraperJson, renderScraperExplanation, isHealthy(explanation));
  }
  const explanation = explainObject(subject, objects, settings);
  return write(options.output, io, explanation, objectJson, renderObjectExplanation, isScraped(explanation));
}

function write<T>(
  form: string,
  io: CliIo,
  explanation: T,
  toJson: (explanation: T) => object,
  toText: (explanation: T, paint: ReturnType<typeof painter>) => string,
  isGood: boolean,
): ExitCode {
  io.stdout.write(
    chooseOutput(form, {
      text: () => toText(explanation, painter(io)),
      json: () => `${JSON.stringify(toJson(explanation), null, 2)}\n`,
    }),
  );
  return isGood ? exitCodes.ok : exitCodes.findings;
}

function isScraped({ scrapers }: ObjectExplanation): boolean {
  const isSound = scrapers.every(({ issues, fate }) => issues.length === 0 && fate?.state !== 'broken');
  return isSound && scrapers.some(({ fate }) => fate?.state === 'taken');
}

function isHealthy({ issues, objects }: ScraperExplanation): boolean {
  return issues.length === 0 && objects.every(({ fate }) => fate.state !== 'broken');
}

function objectJson({ object, scrapers, assumed }: ObjectExplanation): object {
  const rows = scrapers.map(({ scraper, issues, fate }) => ({
    scraper: scraper.key,
    ...(scraper.state === 'idle' ? { state: 'idle', message: scraper.sentence } : {}),
    ...(fate === undefined ? {} : fateJson(fate)),
    ...(issues.length === 0 ? {} : { issues }),
  }));
  return { object, scrapers: rows, assumed };
}

function scraperJson({ scraper, issues, objects, extraJobs, assumed }: ScraperExplanation): object {
  const idle = scraper.state === 'idle' ? { state: 'idle', message: scraper.sentence } : {};
  const rows = objects.map(({ object, fate }) => ({ object, ...fateJson(fate) }));
  return { scraper: scraper.key, ...idle, issues, objects: rows, extraJobs, assumed };
}

function fateJson(fate: Fate): object {
  switch (fate.state) {
    case 'taken':
      return { state: fate.state, jobs: parse(fate.jobs) };
    case 'broken':
      return { state: fate.state, ...fate.issue };
    case 'left-out':
      return { state: fate.state, reason: fate.clause.reason, message: fate.clause.sentence };
    default:
      return fate satisfies never;
  }
}
