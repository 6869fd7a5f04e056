import type { AccessRequest, PolicyDocument } from '../src/domain/policy/index.ts';

export const account = 100000000001;

/** What others need to know of a statement, to say the same in their languages. */
export interface PlainStatement {
  effect: 'allow' | 'deny';
  actions: string[];
  resources: PlainResource[];
}

/** The parts of six segments that differ here: everything is in the one account. */
export interface PlainResource {
  service: string;
  /** `*` for all. */
  region: string;
  path: string;
}

/**
 * The twenty policies of one role: what an operations team has after some years. They say only what all three engines
 * can say: wildcards at the end, no conditions, and nothing that depends on how empty segments are read.
 */
export const policySet: PlainStatement[][] = [
  [allow('tcr', ['Describe*', 'PullRepository*'], ['instance/*', 'repository/*'])],
  [allow('tcr', ['*'], ['repository/tcr-prod/team-01/*'], 'ap-guangzhou')],
  [deny('tcr', ['Delete*'], ['repository/tcr-prod/*', 'instance/tcr-prod'])],
  [allow('batch', ['Describe*'], ['job/*', 'computeenv/*', 'tasktemplate/*'])],
  [allow('batch', ['SubmitJob', 'RetryJobs', 'TerminateJob'], ['job/*'], 'ap-shanghai')],
  [deny('batch', ['*'], ['computeenv/*'], 'ap-guangzhou')],
  [allow('cvm', ['DescribeInstances', 'DescribeInstancesStatus'], ['instance/*'])],
  [allow('cvm', ['StartInstances', 'StopInstances', 'RebootInstances'], ['instance/ins-web-*'])],
  [deny('cvm', ['TerminateInstances', 'ResetInstance'], ['instance/*'])],
  [
    allow('cvm', ['RunInstances'], ['instance/*'], 'ap-beijing'),
    deny('cvm', ['RunInstances'], ['instance/gpu-*']),
  ],
  [allow('vpc', ['Describe*'], ['vpc/*', 'subnet/*', 'sg/*', 'eip/*'])],
  [allow('vpc', ['ModifySecurityGroupPolicies', 'CreateSecurityGroupPolicies'], ['sg/sg-web-*'])],
  [allow('cos', ['GetObject', 'HeadObject', 'OptionsObject'], ['assets-1250000000/*', 'logs-1250000000/*'])],
  [allow('cos', ['PutObject', 'InitiateMultipartUpload', 'UploadPart'], ['assets-1250000000/upload/*'])],
  [deny('cos', ['Delete*'], ['logs-1250000000/*'])],
  [
    allow('tke', ['Describe*'], ['cluster/*']),
    allow('tke', ['InstallAddon', 'UpdateAddon'], ['cluster/cls-dev-*']),
  ],
  [deny('tke', ['DeleteCluster', 'DeleteClusterInstances'], ['cluster/*'])],
  [
    allow('cdb', ['Describe*', 'CreateBackup'], ['instanceId/*']),
    deny('cdb', ['Isolate*', 'Offline*'], ['instanceId/*']),
  ],
  [allow('cls', ['SearchLog', 'GetLog', 'DescribeTopics'], ['topic/*'])],
  [allow('monitor', ['Describe*', 'UpdateAlertRule'], ['prom-instance/*', 'policy/*'])],
];

function statement(
  effect: PlainStatement['effect'],
  service: string,
  names: string[],
  { paths, region }: { paths: string[]; region: string },
): PlainStatement {
  return {
    effect,
    actions: names.map((name) => `${service}:${name}`),
    resources: paths.map((path) => ({ service, region, path })),
  };
}

function allow(service: string, names: string[], paths: string[], region = '*'): PlainStatement {
  return statement('allow', service, names, { paths, region });
}

function deny(service: string, names: string[], paths: string[], region = '*'): PlainStatement {
  return statement('deny', service, names, { paths, region });
}

export const sixSegments = ({ service, region, path }: PlainResource): string =>
  `qcs::${service}:${region === '*' ? '' : region}:uin/${account}:${path}`;

export const toDocument = (statements: readonly PlainStatement[]): PolicyDocument => ({
  version: '2.0',
  statement: statements.map(({ effect, actions, resources }) => ({
    effect,
    action: actions,
    resource: resources.map(sixSegments),
  })),
});

export interface PlainRequest {
  action: string;
  resource: PlainResource;
}

export const toRequest = ({ action, resource }: PlainRequest): AccessRequest => ({
  action,
  resource: sixSegments(resource),
  caller: { uin: 100000000007, ownerUin: account },
  context: {},
});

const regions = ['ap-guangzhou', 'ap-shanghai', 'ap-beijing'];
const names: Record<string, string[]> = {
  tcr: ['DescribeInstances', 'PullRepository', 'PushRepository', 'DeleteRepository', 'ModifyInstance'],
  batch: ['DescribeJob', 'DescribeComputeEnv', 'SubmitJob', 'TerminateJob', 'DeleteComputeEnv'],
  cvm: [
    'DescribeInstances',
    'StartInstances',
    'TerminateInstances',
    'RunInstances',
    'ModifyInstancesAttribute',
  ],
  vpc: ['DescribeVpcs', 'ModifySecurityGroupPolicies', 'DeleteVpc'],
  cos: ['GetObject', 'PutObject', 'DeleteObject', 'UploadPart', 'PutBucketACL'],
  tke: ['DescribeClusters', 'InstallAddon', 'DeleteCluster', 'CreateClusterInstances'],
  cdb: ['DescribeBackups', 'CreateBackup', 'IsolateDBInstance', 'RestartDBInstances'],
  cls: ['SearchLog', 'GetLog', 'DeleteTopic'],
  monitor: ['DescribeAlertRules', 'UpdateAlertRule', 'DeleteAlertRules'],
};
const paths: Record<string, string[]> = {
  tcr: [
    'instance/tcr-prod',
    'repository/tcr-prod/team-01/api',
    'repository/tcr-prod/team-02/web',
    'repo/own/thing',
  ],
  batch: ['job/job-1', 'computeenv/env-1', 'tasktemplate/task-tmpl-1'],
  cvm: ['instance/ins-web-1', 'instance/ins-db-1', 'instance/gpu-1', 'keypair/skey-1'],
  vpc: ['vpc/vpc-1', 'sg/sg-web-1', 'sg/sg-db-1', 'nat/nat-1'],
  cos: [
    'assets-1250000000/upload/a.png',
    'assets-1250000000/index.html',
    'logs-1250000000/2026/06/01.gz',
    'other-1250000000/x',
  ],
  tke: ['cluster/cls-dev-1', 'cluster/cls-prod-1'],
  cdb: ['instanceId/cdb-1', 'instanceId/cdb-2'],
  cls: ['topic/t-1', 'logset/l-1'],
  monitor: ['prom-instance/prom-1', 'policy/policy-1', 'other/x'],
};

/** Every operation on every resource of its service in every region, each number of times different: all cases occur. */
export const requests: PlainRequest[] = Object.entries(names).flatMap(([service, operations]) =>
  operations.flatMap((name) =>
    regions.flatMap((region) =>
      (paths[service] ?? []).flatMap((path) =>
        Array.from({ length: 4 }, (_, number) => ({
          action: `${service}:${name}`,
          resource: { service, region, path: number === 0 ? path : `${path}-${number}` },
        })),
      ),
    ),
  ),
);
