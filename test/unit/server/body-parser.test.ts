import { describe, expect, it } from 'vitest';
import { createBodyParser } from '../../../hooks/server/body-parser.ts';
import { findGroups } from '../../../hooks/server/object-places.ts';

/** Makes a body large enough to be taken apart. */
const padding = 'x'.repeat(256 * 1024);

const hostile: readonly unknown[] = [
  {},
  { a: '}"{', b: ['\\', '\\"', '"]}'], 'k"ey': null },
  { deep: { deeper: [{ deepest: [[{}]] }] } },
  JSON.parse('{"__proto__": {"polluted": true}, "text": "ü – 🎉 \\u0000"}'),
];

function aBody(objects: readonly unknown[], space?: number): string {
  const named = Object.fromEntries(objects.map((object, index) => [`ns/name-${index}`, object]));
  const body = {
    controller: { spec: { related: { VMAgent: { 'ns/a': { no: 'object of ours' } } } } },
    parent: { metadata: { generation: 3 }, spec: { list: [[{ x: 1 }]] } },
    children: { 'Secret.v1': named, 'Service.v1': {} },
    related: { 'VMAgent.v1beta1': named },
    finalizing: false,
    padding,
  };
  return JSON.stringify(body, null, space);
}

describe('a body parser', () => {
  it('gives what JSON.parse gives, the first time and from memory, written close or wide', () => {
    const parse = createBodyParser(1024 * 1024);
    for (const body of [
      aBody(hostile),
      aBody(hostile),
      aBody(hostile, 2),
      aBody(hostile.toReversed()),
      aBody(hostile),
    ]) {
      expect(parse(Buffer.from(body))).toEqual(JSON.parse(body));
    }
    const found = findGroups(Buffer.from(aBody(hostile)))?.map(({ objects }) => objects.length);
    expect(found).toEqual([hostile.length, 0, hostile.length]);
  });

  it('gives the same frozen value for the same bytes, and another for others', () => {
    const parse = createBodyParser(1024 * 1024);
    const read = (object: unknown) => {
      const value = parse(Buffer.from(aBody([object])));
      return Object(value).children['Secret.v1']['ns/name-0'];
    };
    const first = read({ a: { b: 1 } });
    expect(read({ a: { b: 1 } })).toBe(first);
    expect(Object.isFrozen(first) && Object.isFrozen(first.a)).toBe(true);
    expect(read({ a: { b: 2 } })).toEqual({ a: { b: 2 } });
    expect(read({ a: { b: 1 } })).toEqual({ a: { b: 1 } });
  });

  it('forgets what was not met for the longest time', () => {
    const parse = createBodyParser(70);
    const read = (...objects: readonly unknown[]) => {
      const groups = { related: { g: Object.fromEntries(objects.map((object, index) => [`n${index}`, object])) } };
      return Object(parse(Buffer.from(JSON.stringify({ ...groups, padding })))).related.g;
    };
    const objects = ['a', 'b', 'c'].map((name) => ({ name, text: 'x'.repeat(10) }));
    const before = read(...objects);
    const after = read(...objects);
    expect(after).toEqual({ n0: objects[0], n1: objects[1], n2: objects[2] });
    expect(after.n0).not.toBe(before.n0);
    const [only] = objects;
    expect(read(only).n0).toBe(read(only).n0);
  });

  it.each([
    ['an object cut off', (body: string) => body.slice(0, -1)],
    ['two objects without a comma', (body: string) => body.replace('{"no"', '{}{"no"')],
    ['two objects of a group without a comma', (body: string) => body.replace('"ns/name-1":', '')],
    ['a bracket that closes a brace', (body: string) => body.replace('"Service.v1":{}', '"Service.v1":{]')],
    ['an object that is none', (body: string) => body.replace('"k\\"ey":null', '"k\\"ey":nul')],
    ['something behind the end', (body: string) => `${body}{}`],
    ['a text without an end', (body: string) => `${body.slice(0, -2)}`],
  ])('refuses %s', (_, spoil) => {
    const body = spoil(aBody(hostile));
    expect(() => JSON.parse(body)).toThrow();
    expect(() => createBodyParser(1024)(Buffer.from(body))).toThrow();
  });

  it('refuses an object with bytes that are no UTF-8', () => {
    const body = Buffer.from(aBody([{ text: 'abc' }]));
    body[body.indexOf('abc')] = 0xff;
    expect(() => createBodyParser(1024)(body)).toThrow();
    const named = Buffer.from(aBody([{}]));
    named[named.indexOf('name-0')] = 0xff;
    expect(() => createBodyParser(1024)(named)).toThrow();
  });

  it.each([
    ['lists where groups should be', { children: [[{ a: 1 }]], related: { g: [{ a: 1 }] } }],
    ['numbers where objects should be', { children: { g: { n: 5 } }, related: { g: { n: { a: 1 } } } }],
    ['no groups', { children: null, related: 7, attachments: { g: null } }],
    ['no request', [[[{ a: 1 }]]]],
    ['a text', 'children'],
  ])('leaves %s to JSON.parse', (_, value) => {
    const padded = `${' '.repeat(padding.length)}${JSON.stringify(value)}`;
    expect(createBodyParser(1024)(Buffer.from(padded))).toEqual(JSON.parse(padded));
  });

  it.each([
    [
      'a name of a field that is written with an escape',
      '{"\\u0063hildren":{"g":{"n":0}},"related":{"g":{"n":{"a":1}}}',
    ],
    ['a name of an object with an escape', '{"related":{"g":{"\\u006e":{"a":1}}}'],
    ['a name of an object that is no ASCII', '{"related":{"g":{"ü":{"a":1}}}'],
    ['objects that are called like a prototype', '{"related":{"__proto__":{"__proto__":{"a":1}}}'],
    ['a field that is there twice', '{"related":{"g":{"n":{"a":1}}},"related":{"g":{"m":{"a":2}}}'],
    ['a name that is there twice', '{"related":{"g":{"n":{"a":1},"n":{"a":2}}}'],
  ])('knows %s', (_, start) => {
    const body = `${start},"padding":"${padding}"}`;
    expect(createBodyParser(1024)(Buffer.from(body))).toEqual(JSON.parse(body));
  });
});
