import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { connectDirectory, enterpriseSchema, type ScimClient, userSchema } from '../../support/scim.ts';
import { foundSpace, newWorld } from '../../support/world.ts';

const runs = 60;
const names = [
  'userName',
  'emails',
  'emails.value',
  'name',
  'active',
  'meta.created',
  'groups',
  'schemas',
  'id',
  'members',
  '$ref',
];
const words = [
  ...names,
  enterpriseSchema,
  `${enterpriseSchema}:manager.value`,
  `${userSchema}:title`,
  '__proto__',
  'constructor',
];
const signs = [
  '(',
  ')',
  '[',
  ']',
  'and',
  'or',
  'not',
  'pr',
  'eq',
  'ne',
  'co',
  'gt',
  'le',
  '"a"',
  '""',
  'null',
  'true',
  '7',
  '.value',
  "'",
  '"',
  '\\',
];
const filter = fc
  .array(fc.constantFrom(...words, ...signs), { maxLength: 9 })
  .map((parts) => parts.join(' '));
const path = fc.oneof(
  filter.map((text) => text.replaceAll(' ', '')),
  fc.constantFrom(...words),
  fc.string({ maxLength: 12 }),
);
const operation = fc.record({
  op: fc.constantFrom('add', 'replace', 'remove', 'Remove', 'x'),
  path: fc.option(path, { nil: undefined }),
  value: fc.jsonValue({ maxDepth: 3 }),
});

/** Whatever is sent, the answer is a resource or says what was wrong; never that something broke here. */
describe('anything at all', () => {
  let scim: ScimClient;
  let paths: string[];
  beforeAll(async () => {
    const world = await newWorld();
    const { zoneId } = await foundSpace(world);
    scim = await connectDirectory(world, zoneId);
    const { id } = await scim.createUser('alice', { emails: [{ value: 'a@example.com', type: 'work' }] });
    const group = await scim.createGroup('Team', [id]);
    paths = [`/Users/${id}`, `/Groups/${group.id}`];
  });

  const holds = (property: fc.IAsyncProperty<unknown>, numRuns: number) =>
    fc.assert(property as fc.IAsyncProperty<[unknown]>, { numRuns });

  it('as a filter', async () => {
    const property = fc.asyncProperty(
      filter,
      fc.constantFrom('/Users', '/Groups', ''),
      async (text, list) => {
        const { status, body } = await scim.get(`${list}/?filter=${encodeURIComponent(text)}`);
        expect([200, 400]).toContain(status);
        if (status === 400) expect(body.scimType).toBe('invalidFilter');
      },
    );
    await holds(property as never, runs);
  });

  it('as operations', async () => {
    const property = fc.asyncProperty(
      fc.array(operation, { maxLength: 3 }),
      fc.nat({ max: 1 }),
      async (operations, which) => {
        const { status, body } = await scim.patch(paths[which] ?? '', operations);
        expect([200, 204, 400, 409]).toContain(status);
        if (status >= 400) expect(body.scimType).toEqual(expect.any(String));
      },
    );
    await holds(property as never, runs);
  });

  it('as a resource', async () => {
    const keys = [
      ...names,
      'displayName',
      'title',
      enterpriseSchema,
      'roles',
      'addresses',
      'schemas',
      '__proto__',
    ];
    const resource = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 3 }));
    const property = fc.asyncProperty(resource, async (fields) => {
      const { status, body } = await scim.put(paths[0] ?? '', {
        userName: 'alice',
        ...fields,
        schemas: [userSchema],
      });
      expect([200, 400]).toContain(status);
      if (status === 400) expect(body.scimType).toEqual(expect.any(String));
    });
    await holds(property as never, runs);
  });
});
