import { describe, expect, it } from 'vitest';
import { EnvVar, ServiceSpec, Volume } from '../../../hooks/api/kubernetes.ts';
import { printModule } from '../../../hooks/generate/embedded-types/print-module.ts';
import { readModel } from '../../../hooks/generate/embedded-types/read-model.ts';

/** The source of one type in a module. */
function typeIn(module: string, name: string): string {
  return new RegExp(`(export )?const ${name} = [\\s\\S]*?\\n\\);`).exec(module)?.[0] ?? '';
}

describe('readModel', () => {
  it('knows wire names, types, formats and what is required', () => {
    expect(readModel('V1NetworkPolicyIngressRule').map(({ name }) => name)).toEqual(['from', 'ports']);
    expect(readModel('V1HTTPGetAction')).toContainEqual({
      name: 'port',
      type: 'IntOrString',
      format: 'int-or-string',
      required: true,
    });
    expect(readModel('V1Container').filter(({ required }) => required)).toEqual([
      { name: 'name', type: 'string', format: '', required: true },
    ]);
  });

  it('throws for a model that does not exist', () => {
    expect(() => readModel('V1Nothing')).toThrow();
  });
});

describe('printModule', () => {
  it('exports the roots and keeps to itself what they reach', () => {
    const module = printModule([{ model: 'V1EnvFromSource', use: 'whole' }]);
    expect(module.match(/^(export )?(const|type) \w+/gm)).toEqual([
      'const ConfigMapEnvSource',
      'export const EnvFromSource',
      'export type EnvFromSource',
      'const SecretEnvSource',
    ]);
  });

  it('requires what the model requires, in a patch only the own name', () => {
    const whole = printModule([{ model: 'V1Container', use: 'whole' }]);
    const patch = printModule([{ model: 'V1Container', use: 'patch' }]);
    expect(typeIn(whole, 'HTTPGetAction')).toContain('port: intOrString,');
    expect(typeIn(patch, 'HTTPGetActionPatch')).toContain('port: intOrString.exactOptional(),');
    expect(typeIn(patch, 'ContainerPatch')).toContain('name: text,');
    expect(typeIn(patch, 'EnvVarPatch')).toContain('name: text.exactOptional(),');
    expect(typeIn(patch, 'ContainerPatch')).toContain("{ kubernetesType: 'Container', merged: Container }");
    expect(patch.indexOf('const Container =')).toBeLessThan(patch.indexOf('const ContainerPatch ='));
  });

  it('checks a type that contains itself', () => {
    const module = printModule([{ model: 'V1JSONSchemaProps', use: 'whole' }]);
    expect(typeIn(module, 'JSONSchemaProps')).toContain(
      'properties: z.record(text, z.lazy((): z.ZodType => JSONSchemaProps)).exactOptional()',
    );
    expect(typeIn(module, 'JSONSchemaProps')).toContain("'x-kubernetes-int-or-string': flag.exactOptional()");
  });

  it('does not depend on the order of the roots', () => {
    const roots = (['V1Volume', 'V1Container', 'V1EnvVar'] as const).map((model) => ({ model, use: 'whole' as const }));
    expect(printModule(roots.toReversed())).toBe(printModule(roots));
  });
});

describe('a generated schema', () => {
  it.each([
    { name: 'keeps unknown fields', schema: Volume, value: { name: 'a', newer: { x: [1] } }, ok: true },
    { name: 'keeps unknown fields below', schema: Volume, value: { name: 'a', emptyDir: { newer: 1 } }, ok: true },
    { name: 'takes quantities as numbers', schema: Volume, value: { name: 'a', emptyDir: { sizeLimit: 5 } }, ok: true },
    {
      name: 'refuses a bad quantity',
      schema: Volume,
      value: { name: 'a', emptyDir: { sizeLimit: '5 GB' } },
      ok: false,
    },
    { name: 'refuses a missing name', schema: EnvVar, value: { value: 'a' }, ok: false },
    {
      name: 'takes ports by name and number',
      schema: ServiceSpec,
      value: {
        ports: [
          { port: 1, targetPort: 'a' },
          { port: 2, targetPort: 3 },
        ],
      },
      ok: true,
    },
    { name: 'refuses numbers beyond 32 bits', schema: ServiceSpec, value: { ports: [{ port: 2 ** 31 }] }, ok: false },
  ])('$name', ({ schema, value, ok }) => {
    const parsed = schema.safeParse(value);
    expect(parsed.success).toBe(ok);
    if (parsed.success) expect(parsed.data).toEqual(value);
  });
});
