import { describe, expect, it } from 'vitest';
import { configInitArgs, reloaderArgs } from '../../../../hooks/config/args/reloader.ts';
import { someSettings } from '../../../fixtures/builders.ts';

const app = { port: '8429' };
const secret = { namespace: 'demo', name: 'vmagent-edge', key: 'vmagent.yaml.gz', file: '/out/vmagent.yaml' };

describe('args of the config-reloader', () => {
  it('read one key of a Secret, before the start and all the time', () => {
    const both = [
      '--config-envsubst-file=/out/vmagent.yaml',
      '--config-secret-key=vmagent.yaml.gz',
      '--config-secret-name=demo/vmagent-edge',
    ];
    const call = ['--reload-url=http://127.0.0.1:8429/-/reload', '--webhook-method=POST'];
    expect(reloaderArgs({ app, secret, watchedDirs: [] }, someSettings())).toEqual([...both, ...call]);
    expect(configInitArgs({ app, secret }, someSettings())).toEqual([...both, '--only-init-config', ...call]);
  });

  it('give every watched directory a target as soon as one has one, in the same order', () => {
    const unpacked = [
      { source: '/raw-1', target: '/files/raw-1' },
      { source: '/raw-2', target: '/files/raw-2' },
    ];
    const args = reloaderArgs({ app, watchedDirs: ['/rules', '/aggr'], unpacked, authKeyFile: '/key' }, someSettings());
    const valuesOf = (name: string) =>
      args.flatMap((arg) => (arg.startsWith(`--${name}=`) ? [arg.slice(name.length + 3)] : []));
    expect(valuesOf('watched-dir')).toEqual(['/aggr', '/rules', '/raw-1', '/raw-2']);
    expect(valuesOf('target-dir')).toEqual(['""', '""', '/files/raw-1', '/files/raw-2']);
    expect(args.at(-1)).toBe('-reload-url-auth-key=file:///key');
  });

  it('name no target where nothing is unpacked', () => {
    expect(reloaderArgs({ app, watchedDirs: ['/rules'] }, someSettings()).join(' ')).not.toContain('target-dir');
  });
});
