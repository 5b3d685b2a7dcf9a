import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestCertificates } from '../fixtures/certificates.ts';
import type { GeneratedConfig } from '../fixtures/scrape-config.ts';
import { withFirstIfOnly, withoutFields, withoutJob } from './edit-config.ts';
import { newerThanOldVmagent, refusesIfList } from './old-vmagent.ts';

/** What a judge reads of a configuration. */
type Texts = Pick<GeneratedConfig, 'text' | 'overflow'>;

/** What a real vmagent makes of a configuration. */
interface Verdict {
  /** Why it would not load the file at all, in its own words; null where it does. */
  readonly refusal: string | null;
  /** Names of jobs that it leaves out because they contradict themselves, each with its words. */
  readonly skipped: ReadonlyMap<string, string>;
}

/** A judge works in a folder of its own; `close` removes it. */
export interface VmagentJudge {
  judge(config: Texts): Verdict;
  /** True for a program that lacks fields of today's configuration, such as limits in the section `global`. */
  readonly isOld: boolean;
  close(): void;
}

/**
 * Lets a real vmagent read configurations by `-dryRun` with strict parsing. Files that a job names lie in the pod and not
 * here, so certificates and texts of ours stand in for them, line by line; all else is judged as the bytes that we wrote. An old
 * program refuses the whole file for one bad job and for each field it does not know: the job is taken out and noted as skipped, the
 * field taken out where old-vmagent.ts lists it, and the rest judged again.
 */
export function vmagentJudge(program: string, certificates: TestCertificates): VmagentJudge {
  const folder = mkdtempSync(join(tmpdir(), 'vmop-vmagent-'));
  const write = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const files: StandIns = {
    certificate: write('cert.pem', certificates.cert),
    key: write('key.pem', certificates.key),
    text: write('text', 'some text'),
  };
  const overflowFolder = join(folder, 'sc-files');
  const run = ({ text, overflow }: Texts): Answer => {
    rmSync(overflowFolder, { recursive: true, force: true });
    for (const [index, more] of overflow.entries()) {
      const below = join(overflowFolder, `sc-raw-${index + 1}`);
      mkdirSync(below, { recursive: true });
      writeFileSync(join(below, 'jobs.yaml'), more);
    }
    return dryRun(program, write('vmagent.yaml', text.replaceAll('/etc/vm/sc-files/', `${overflowFolder}/`)));
  };
  return {
    isOld: !run({ text: 'global:\n  sample_limit: 1\n', overflow: [] }).isLoaded,
    judge: (config) =>
      judgeInRounds(
        mapTexts(config, (text) => withStandIns(text, files)),
        run,
      ),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Each round takes out what the last answer was about. */
function judgeInRounds(config: Texts, run: (config: Texts) => Answer): Verdict {
  const skipped = new Map<string, string>();
  let texts = config;
  for (let round = 0; round < 100; round++) {
    const { isLoaded, complaint } = run(texts);
    if (isLoaded) {
      const left = complaint.split('\n').filter((line) => {
        const name = /skipping `scrape_config` for job_name=(.*?) because of error/.exec(line)?.[1];
        if (name !== undefined) skipped.set(name, line);
        return name === undefined && line !== '';
      });
      return { refusal: left.length === 0 ? null : left.join('\n'), skipped };
    }
    const job = badJob(complaint);
    const next =
      job === undefined ? withoutNewerFields(texts, complaint) : mapTexts(texts, (text) => withoutJob(text, job));
    if (next === undefined) return { refusal: complaint, skipped };
    if (job !== undefined) skipped.set(job, complaint);
    texts = next;
  }
  throw new Error('a hundred rounds and no verdict');
}

function mapTexts({ text, overflow }: Texts, change: (text: string) => string): Texts {
  return { text: change(text), overflow: overflow.map(change) };
}

interface Answer {
  readonly isLoaded: boolean;
  /** Everything above mere information that it said. */
  readonly complaint: string;
}

function dryRun(program: string, path: string): Answer {
  const args = ['-dryRun', `-promscrape.config=${path}`, '-promscrape.config.strictParse=true'];
  const { status, stderr, error } = spawnSync(program, [...args, '-remoteWrite.url=http://127.0.0.1:1/'], {
    encoding: 'utf8',
    env: { KUBE_NODE_NAME: 'node-a', POD_NAME: 'vmagent-0' },
    maxBuffer: 1 << 26,
  });
  if (error !== undefined) throw error;
  const loud = stderr.split('\n').filter((line) => !/^\S+\tinfo\t/.test(line));
  return { isLoaded: status === 0, complaint: loud.join('\n').trim() };
}

interface StandIns {
  readonly certificate: string;
  readonly key: string;
  readonly text: string;
}

const fileLine =
  /^(\s*(?:- )*)(ca_file|cert_file|key_file|password_file|credentials_file|client_secret_file|bearer_token_file|proxy_bearer_token_file): .*$/gm;

function withStandIns(text: string, files: StandIns): string {
  return text.replace(fileLine, (_line, indent: string, key: string) => {
    const stand =
      key === 'key_file' ? files.key : key === 'ca_file' || key === 'cert_file' ? files.certificate : files.text;
    return `${indent}${key}: ${stand}`;
  });
}

/** The job on whose account an old program refuses the file. */
function badJob(complaint: string): string | undefined {
  if (!complaint.includes('cannot parse `scrape_config`')) return undefined;
  const quoted = /`job_name` ("(?:[^"\\]|\\.)*")/.exec(complaint)?.[1];
  return quoted === undefined ? undefined : String(JSON.parse(quoted));
}

/** The configuration without the fields of a complaint that are newer than an old program; undefined when there is another reason. */
function withoutNewerFields(texts: Texts, complaint: string): Texts | undefined {
  if (refusesIfList.test(complaint)) return mapTexts(texts, withFirstIfOnly);
  const unknown = [...complaint.matchAll(/line (\d+): field (\S+) not found in type (\w+\.\w+)/g)];
  const isOld = unknown.every(([, , name, type]) => newerThanOldVmagent.has(`${type} ${name}`));
  if (unknown.length === 0 || !isOld) return undefined;
  const lines = new Set(unknown.map(([, line, name]) => `${line} ${name}`));
  return mapTexts(texts, (text) => withoutFields(text, lines));
}
