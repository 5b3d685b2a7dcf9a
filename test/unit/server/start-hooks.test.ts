import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { parseServerOptions } from '../../../hooks/api/server-options.ts';
import { defaultSettings } from '../../../hooks/api/settings-table.ts';
import { release } from '../../../hooks/lib/version.ts';
import { isSigned, sign } from '../../../hooks/metacontroller/signature.ts';
import { createLog } from '../../../hooks/server/log.ts';
import { createMetrics } from '../../../hooks/server/metrics.ts';
import { startHooks } from '../../../hooks/server/start-hooks.ts';
import { aSyncBody, boxKind } from '../../fixtures/hooks-service.ts';

const folder = mkdtempSync(join(tmpdir(), 'vmop-start-hooks-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('signs with the first key of the file, follows its changes, and never logs a key', async () => {
  const [former, newer] = ['former-key-0123456789', 'newer-key-0123456789'];
  const file = join(folder, 'keys');
  writeFileSync(file, `${former}\n`);
  const written: string[] = [];
  const options = parseServerOptions({ VMOP_HOOKS_LISTEN: '127.0.0.1:0' });
  if (!options.ok) throw new Error('the options are invalid');
  // The Box says in its status what it signed, and whether the former signature still counts.
  const box = boxKind(({ settings: { hmacKeys } }) => ({
    children: [],
    status: {
      reason: sign('probe', hmacKeys),
      updateStatus: String(isSigned('probe', sign('probe', [former]), hmacKeys)),
    },
  }));
  const context = {
    registry: [box],
    settings: defaultSettings,
    options: options.value,
    now: () => '2026-01-01T00:00:00Z',
    clock: () => 0,
    log: createLog('debug', { write: (line) => void written.push(line) }, () => undefined),
    metrics: createMetrics({ release, kubernetesMinor: 36, parameters: [], startMs: 0 }, () => 0),
  };
  const hooks = await startHooks(context, file);
  const ask = async () => {
    const answer = await fetch(`http://127.0.0.1:${hooks.port}/hooks/${release}/box/sync`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(aSyncBody()),
    });
    return answer.json();
  };
  expect(await ask()).toMatchObject({ status: { reason: sign('probe', [former]), updateStatus: 'true' } });

  writeFileSync(`${file}.new`, `${newer}\n${former}\n`);
  renameSync(`${file}.new`, file);
  await vi.waitFor(async () => expect(await ask()).toMatchObject({ status: { reason: sign('probe', [newer]) } }), 5000);
  expect(await ask()).toMatchObject({ status: { updateStatus: 'true' } });
  await hooks.close();
  expect(written.join('')).toContain('HMAC keys changed and in use');
  for (const secret of [former, newer]) expect(written.join('')).not.toContain(secret);
});
