import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/catalogue.ts';
import {
  actionsOf,
  checkPolicy,
  findAction,
  isOperationLevel,
  isReadOnly,
  services,
} from '../../../src/domain/policy/index.ts';

describe('the catalogue of actions', () => {
  it('has the services of the documents, each once and with a name in both languages', () => {
    const names = services().map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'cam',
        'sts',
        'organization',
        'tcr',
        'batch',
        'cos',
        'cvm',
        'vpc',
        'tke',
        'monitor',
        'finance',
        'tag',
        'kms',
        'cls',
        'cdb',
      ]),
    );
    for (const { words } of services()) {
      expect(words.en).toMatch(/\w/);
      expect(words['zh-CN']).toMatch(/\p{Script=Han}/u);
    }
  });

  it.each(services().map(({ name }) => name))('says of every action of %s what it is', (service) => {
    const actions = actionsOf(service);

    expect(actions.length).toBeGreaterThan(0);
    expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
    for (const { id, name, resources } of actions) {
      expect(id).toBe(`${service}:${name}`);
      expect(isOperationLevel(id)).toBe(resources.length === 0);
      for (const resource of resources)
        expect(resource).toMatch(/^qcs::[\w${}]+:[^:]*:(uin|uid)\/[^:]+:[^:]+$/);
    }
  });

  it.each(services().map(({ name }) => name))(
    'lists only actions of %s that a policy may name',
    (service) => {
      for (const { id, resources } of actionsOf(service)) {
        // The reader fills in the parts in braces.
        const resource = resources.map((text) =>
          text.replace(/\$\{(region)\}/, 'ap-guangzhou').replace(/\$\{\w+\}/g, '1'),
        );
        const policy = {
          version: '2.0',
          statement: { effect: 'deny', action: id, resource: ['*', ...resource] },
        };
        expect(checkPolicy(policy, 'permission').problems).toEqual([]);
      }
    },
  );

  it('has every operation that the references list', () => {
    const ours = [...catalogue.keys()].filter((id) => id.startsWith('organization:'));

    expect(actionsOf('organization').length).toBeGreaterThanOrEqual(120);
    expect(ours.every(isOperationLevel)).toBe(true);
    expect(findAction('cam:PassRole')?.resources).toContain(`qcs::cam::uin/\${uin}:roleName/\${roleName}`);
    expect(findAction('name/TCR:PullRepository')).toMatchObject({ id: 'tcr:PullRepository', access: 'read' });
    expect(findAction('tcr:pullrepository')).toBeUndefined();
  });

  it('knows nothing of services that it does not know', () => {
    expect(actionsOf('constructor')).toEqual([]);
    expect(isOperationLevel('constructor:toString')).toBe(false);
    expect(isOperationLevel('')).toBe(false);
  });
});

describe('an action that changes something', () => {
  const writing = [...catalogue.values()].filter(
    ({ id, effect }) => /^(cam|sts|organization):/.test(id) && effect === 'write',
  );

  it('is never taken for reading, so that ReadOnlyAccess does not grant it', () => {
    expect(writing.length).toBeGreaterThan(20);
    expect(writing.map(({ id }) => id).filter(isReadOnly)).toEqual([]);
  });
});
