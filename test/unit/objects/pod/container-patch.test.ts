import { describe, expect, it } from 'vitest';
import { patchContainers } from '../../../../hooks/objects/pod/container-patch.ts';

const http = { name: 'http', protocol: 'TCP', containerPort: 8429 };
const tcp = { name: 'graphite-tcp', protocol: 'TCP', containerPort: 2003 };
const udp = { name: 'graphite-udp', protocol: 'UDP', containerPort: 2003 };

describe('a patch for ports of a container', () => {
  it.each([
    {
      name: 'reaches the one of its protocol',
      ports: [{ containerPort: 2003, protocol: 'UDP', hostPort: 2003 }],
      result: [http, tcp, { ...udp, hostPort: 2003 }],
    },
    {
      name: 'means TCP without a protocol',
      ports: [{ containerPort: 2003, hostPort: 2003 }],
      result: [http, { ...tcp, hostPort: 2003 }, udp],
    },
    {
      name: 'reaches several at once, and adds what is new',
      ports: [
        { containerPort: 2003, protocol: 'UDP', hostPort: 1 },
        { containerPort: 8429, hostPort: 2 },
        { containerPort: 9, protocol: 'SCTP' },
      ],
      result: expect.arrayContaining([
        { ...http, hostPort: 2 },
        tcp,
        { ...udp, hostPort: 1 },
        { containerPort: 9, protocol: 'SCTP' },
      ]),
    },
  ])('$name', ({ ports, result }) => {
    const patched = patchContainers(
      [{ name: 'vmagent', ports: [http, tcp, udp] }],
      [{ name: 'vmagent', ports }],
      'spec.containers',
    );
    expect(patched).toEqual({ ok: true, value: [{ name: 'vmagent', ports: result }] });
  });
});
