import { describe, expect, it } from 'vitest';
import { actionsOf, isOperationLevel } from '../../../src/domain/policy/index.ts';
import { account, allowing, asking, denying } from './asking.ts';

/** The table of the BatchCompute guide: operation → the resource path that a policy may name. */
const table: [name: string, path: string][] = [
  ['CreateCpmComputeEnv', 'computeenv/*'],
  ['CreateComputeEnv', 'computeenv/*'],
  ['DeleteComputeEnv', 'computeenv/env-1'],
  ['ModifyComputeEnv', 'computeenv/env-1'],
  ['TerminateComputeNode', 'computeenv/env-1'],
  ['TerminateComputeNodes', 'computeenv/env-1'],
  ['DescribeComputeEnv', 'computeenv/env-1'],
  ['DescribeComputeEnvActivities', 'computeenv/env-1'],
  ['DescribeComputeEnvCreateInfo', 'computeenv/env-1'],
  ['DescribeComputeEnvCreateInfos', 'computeenv/env-1'],
  ['DescribeComputeEnvs', 'computeenv/env-1'],
  ['SubmitJob', 'job/*'],
  ['RetryJobs', 'job/job-1'],
  ['DeleteJob', 'job/job-1'],
  ['TerminateJob', 'job/job-1'],
  ['TerminateTaskInstance', 'job/job-1'],
  ['DescribeJob', 'job/job-1'],
  ['DescribeJobs', 'job/job-1'],
  ['DescribeJobSubmitInfo', 'job/job-1'],
  ['DescribeTask', 'job/job-1'],
  ['DescribeTaskLogs', 'job/job-1'],
  ['CreateTaskTemplate', 'tasktemplate/*'],
  ['DeleteTaskTemplates', 'tasktemplate/task-tmpl-1'],
  ['ModifyTaskTemplate', 'tasktemplate/task-tmpl-1'],
  ['DescribeTaskTemplates', 'tasktemplate/task-tmpl-1'],
  ['DetachInstances', 'computeenv/env-1'],
  ['AttachInstances', 'computeenv/env-1'],
];
const otherKinds: Record<string, string> = {
  computeenv: 'job/job-1',
  job: 'tasktemplate/task-tmpl-1',
  tasktemplate: 'computeenv/env-1',
};
const at = (path: string, region = 'ap-guangzhou') => `qcs::batch:${region}:uin/${account}:${path}`;

describe('the table of operations and their resource paths', () => {
  it.each(table)('%s is covered by a policy about %s, and by none about another kind', (name, path) => {
    const [kind = ''] = path.split('/');
    const other = at(otherKinds[kind] ?? '');

    expect(asking(allowing(`batch:${name}`, at(path)))(`batch:${name}`, at(path))).toBe('allow');
    expect(asking(allowing(`batch:${name}`, at(`${kind}/*`)))(`batch:${name}`, at(path))).toBe('allow');
    expect(asking(allowing(`batch:${name}`, '*'))(`batch:${name}`, at(path))).toBe('allow');
    expect(asking(allowing(`batch:${name}`, other))(`batch:${name}`, at(path))).toBe('implicit-deny');
    expect(asking(denying(`batch:${name}`, at(path)))(`batch:${name}`, at(path))).toBe('explicit-deny');
    expect(asking(denying(`batch:${name}`, other))(`batch:${name}`, at(path))).toBe('implicit-deny');
  });

  it.each(table)('%s of one account or region is not that of another', (name, path) => {
    const ask = asking(allowing(`batch:${name}`, at(path)));

    expect(ask(`batch:${name}`, at(path, 'ap-shanghai'))).toBe('implicit-deny');
    expect(ask(`batch:${name}`, `qcs::batch:ap-guangzhou:uin/100000000002:${path}`)).toBe('implicit-deny');
  });

  it('is what the catalogue says', () => {
    const listed = actionsOf('batch').filter(({ resources }) => resources.length > 0);
    const shape = (path: string) => path.split('/')[0];

    expect(listed.map(({ name }) => name).sort()).toEqual(table.map(([name]) => name).sort());
    for (const [name, path] of table) {
      const [resource = ''] = listed.find((action) => action.name === name)?.resources ?? [];
      expect(shape(resource.split(':').slice(5).join(':'))).toBe(shape(path));
    }
  });
});

describe('operations that the table does not have', () => {
  it.each(['DescribeCvmZoneInstanceConfigInfos', 'DescribeAvailableCvmInstanceTypes', 'SomethingNew'])(
    '%s needs *',
    (name) => {
      const action = `batch:${name}`;

      expect(isOperationLevel(action)).toBe(true);
      expect(asking(allowing('batch:*', '*'))(action, '*')).toBe('allow');
      expect(asking(allowing('batch:*', at('computeenv/*')))(action, '*')).toBe('implicit-deny');
      expect(asking(allowing('batch:*', at('computeenv/*')))(action, at('computeenv/*'))).toBe(
        'implicit-deny',
      );
      expect(asking(denying('batch:*', '*'))(action, '*')).toBe('explicit-deny');
      expect(asking(denying('batch:*', at('computeenv/*')))(action, '*')).toBe('implicit-deny');
    },
  );
});

/** The lists of the guide's two examples are lost; this is what its sentences say, in the forms of its tables. */
describe('prohibiting access to any computing environment in one region', () => {
  const ask = asking(
    JSON.stringify({
      version: '2.0',
      statement: [
        { effect: 'allow', action: ['batch:*'], resource: ['*'] },
        {
          effect: 'deny',
          action: ['batch:*'],
          resource: [`qcs::batch:ap-guangzhou:uin/${account}:computeenv/*`],
        },
      ],
    }),
  );

  it.each(table.filter(([, path]) => path.startsWith('computeenv')))(
    '%s is denied there and allowed elsewhere',
    (name, path) => {
      expect(ask(`batch:${name}`, at(path))).toBe('explicit-deny');
      expect(ask(`batch:${name}`, at(path, 'ap-shanghai'))).toBe('allow');
    },
  );

  it.each(table.filter(([, path]) => !path.startsWith('computeenv')))(
    '%s stays allowed there',
    (name, path) => {
      expect(ask(`batch:${name}`, at(path))).toBe('allow');
    },
  );

  it('applies to a request that leaves open in which region it is, or which environment', () => {
    expect(ask('batch:DeleteComputeEnv', at('computeenv/env-1', ''))).toBe('explicit-deny');
    expect(ask('batch:DescribeComputeEnvs', '*')).toBe('explicit-deny');
  });

  it('leaves operations without resources alone', () => {
    expect(ask('batch:DescribeCvmZoneInstanceConfigInfos', '*')).toBe('allow');
  });
});

describe('reading jobs in all regions', () => {
  const reading = table.filter(([name, path]) => path.startsWith('job/') && name.startsWith('Describe'));
  const ask = asking(
    JSON.stringify({
      version: '2.0',
      statement: [
        {
          effect: 'allow',
          action: reading.map(([name]) => `batch:${name}`),
          resource: [`qcs::batch::uin/${account}:job/*`],
        },
      ],
    }),
  );

  it('is five operations', () => {
    expect(reading.map(([name]) => name)).toEqual([
      'DescribeJob',
      'DescribeJobs',
      'DescribeJobSubmitInfo',
      'DescribeTask',
      'DescribeTaskLogs',
    ]);
  });

  it.each(table)('%s on %s is allowed only if it is one of them', (name, path) => {
    const expected = reading.some(([one]) => one === name) ? 'allow' : 'implicit-deny';

    for (const region of ['ap-guangzhou', 'ap-beijing', 'eu-frankfurt']) {
      expect(ask(`batch:${name}`, at(path, region))).toBe(expected);
    }
  });
});
