import { registry } from '../../hooks/registry.ts';
import type { Bench } from './figure.ts';
import { microseconds } from './microseconds.ts';

/** What reading one object costs: structure on every sync, rules and unknown fields at admission besides. */
export const parsing: Bench = {
  name: 'parsing',
  run: async () =>
    Object.entries(objects).flatMap(([kind, spec]) => {
      const registered = registry.find(({ api }) => api.kind === kind);
      if (registered === undefined) throw new Error(`${kind} is not registered`);
      const { api, parse, unknownFields } = registered;
      const metadata = { name: 'a', namespace: 'b', uid: 'u', generation: 1 };
      const object = { apiVersion: `${api.group}/${api.version}`, kind, metadata, spec };
      const parsed = parse(object);
      if (!parsed.ok) throw new Error(`the ${kind} of this bench does not parse: ${JSON.stringify(parsed.error)}`);
      return [
        { name: `parse of a large ${kind}`, value: microseconds(5000, () => parse(object)), unit: 'µs' as const },
        {
          name: `unknown fields of a large ${kind}`,
          value: microseconds(5000, () => unknownFields(object)),
          unit: 'µs' as const,
        },
      ];
    }),
};

const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => make(i));

const rule = (index: number) => ({
  sourceLabels: [`__meta_kubernetes_pod_label_${index}`],
  targetLabel: `label_${index}`,
  regex: '(.+)',
  replacement: '$1',
});

/** Specs as large teams have them: a dozen storages with rules of their own, ten endpoints with ten rules each. */
const objects: Readonly<Record<string, object>> = {
  VMAgent: {
    remoteWrite: many(12, (index) => ({
      url: `http://storage-${index}/api/v1/write`,
      bearerTokenSecret: { name: `writer-${index}`, key: 'token' },
      inlineUrlRelabelConfig: many(10, rule),
    })),
    inlineRelabelConfig: many(50, rule),
    extraArgs: Object.fromEntries(many(30, (index) => [`flag.${index}`, 'value'])),
    extraEnvs: many(20, (index) => ({ name: `VARIABLE_${index}`, value: 'value' })),
    volumes: many(10, (index) => ({ name: `volume-${index}`, configMap: { name: `map-${index}` } })),
    volumeMounts: many(10, (index) => ({ name: `volume-${index}`, mountPath: `/mnt/${index}` })),
    serviceScrapeSelector: { matchLabels: { team: 'a' } },
  },
  VMServiceScrape: {
    selector: { matchLabels: { app: 'shop' } },
    endpoints: many(10, (index) => ({
      port: `http-${index}`,
      interval: '30s',
      relabelConfigs: many(10, rule),
      metricRelabelConfigs: many(10, rule),
    })),
  },
};
