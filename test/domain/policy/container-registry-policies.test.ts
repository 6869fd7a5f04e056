import { describe, expect, it } from 'vitest';
import { account, asking } from './asking.ts';

/** The policies that the TCR guide prints, letter for letter, and what it says of each. */
const at = (path: string, region = 'ap-guangzhou') => `qcs::tcr:${region}:uin/${account}:${path}`;
const instance = at('instance/tcr-xxxxxxxx');
const otherInstance = at('instance/tcr-yyyyyyyy');
const namespace = at('repository/tcr-xxxxxxxx/team-01');
const repository = at('repository/tcr-xxxxxxxx/team-01/repo-demo');
const image = at('repository/tcr-xxxxxxxx/team-01/repo-demo/v1');
const otherRepository = at('repository/tcr-xxxxxxxx/team-01/repo-other');
const longerName = at('repository/tcr-xxxxxxxx/team-01/repo-demo2');
const otherNamespace = at('repository/tcr-xxxxxxxx/team-02');
const repositoryOfOtherInstance = at('repository/tcr-yyyyyyyy/team-01/repo-demo');
const personal = at('repo/team-01/repo-demo');
const foreign = (path: string) => `qcs::tcr:ap-guangzhou:uin/100000000002:${path}`;

type Case = [action: string, resource: string];
function itSays(policy: string, { allowed, refused }: { allowed: Case[]; refused: Case[] }) {
  const ask = asking(policy);
  it.each(allowed)('allows %s on %s', (action, resource) => {
    expect(ask(`tcr:${action}`, resource)).toBe('allow');
  });
  it.each(refused)('does not allow %s on %s', (action, resource) => {
    expect(ask(action.includes(':') ? action : `tcr:${action}`, resource)).toBe('implicit-deny');
  });
}

describe('QcloudTCRFullAccess: all operations on all resources, Enterprise and Individual', () => {
  itSays(
    `{ "version": "2.0", "statement": [{ "action": [ "tcr:*" ], "resource": "*", "effect": "allow" }] }`,
    {
      allowed: [
        ['CreateInstance', at('instance/*')],
        ['DescribeInstances', '*'],
        ['DeleteInstance', instance],
        ['PushRepository', repository],
        ['PullRepositoryPersonal', personal],
        ['CreateUserPersonal', '*'],
        ['SomethingNew', '*'],
        ['DeleteRepository', at('repository/a/b/c', 'ap-shanghai')],
      ],
      refused: [
        ['cvm:DescribeInstances', '*'],
        ['cam:ListUsers', '*'],
        ['tcrx:DescribeInstances', '*'],
      ],
    },
  );
});

describe('QcloudTCRReadOnlyAccess: reading all resources, Enterprise and Individual', () => {
  itSays(
    `{ "version": "2.0", "statement": [{ "action": [ "tcr:Describe*", "tcr:PullRepository*" ], "resource": "*", "effect": "allow" }] }`,
    {
      allowed: [
        ['DescribeInstances', '*'],
        ['DescribeInstanceToken', instance],
        ['DescribeNamespaces', namespace],
        ['PullRepository', repository],
        ['PullRepositoryPersonal', personal],
      ],
      refused: [
        ['PushRepository', repository],
        ['PushRepositoryPersonal', personal],
        ['DeleteRepository', repository],
        ['CreateInstance', at('instance/*')],
        ['CreateInstanceToken', instance],
        ['ModifyNamespace', namespace],
      ],
    },
  );
});

describe('all operations on all resources of Enterprise', () => {
  itSays(
    `{ "version": "2.0", "statement": [{ "action": [ "tcr:*" ], "resource": [ "qcs::tcr:::instance/*", "qcs::tcr:::repository/*" ], "effect": "allow" }] }`,
    {
      allowed: [
        ['CreateInstance', at('instance/*')],
        ['DescribeInstances', at('instance/*')],
        ['DeleteInstance', instance],
        ['DeleteInstance', at('instance/tcr-1', 'ap-singapore')],
        ['CreateNamespace', namespace],
        ['PushRepository', repository],
        ['DeleteImage', image],
      ],
      refused: [
        ['PullRepositoryPersonal', personal],
        ['DescribeRepositoryOwnerPersonal', at('repo/*')],
        ['CreateUserPersonal', '*'],
        ['DeleteInstance', foreign('instance/tcr-xxxxxxxx')],
        ['PullRepository', foreign('repository/tcr-xxxxxxxx/team-01/repo-demo')],
        ['DescribeInstances', '*'],
      ],
    },
  );
});

describe('reading all resources of Enterprise', () => {
  itSays(
    `{ "version": "2.0", "statement": [{ "action": [ "tcr:Describe*", "tcr:PullRepository*" ], "resource": [ "qcs::tcr:::instance/*", "qcs::tcr:::repository/*" ], "effect": "allow" }] }`,
    {
      allowed: [
        ['DescribeInstances', at('instance/*')],
        ['DescribeInstanceStatus', instance],
        ['DescribeRepositories', repository],
        ['PullRepository', repository],
      ],
      refused: [
        ['PushRepository', repository],
        ['DeleteRepository', repository],
        ['ModifyInstance', instance],
        ['PullRepositoryPersonal', personal],
        ['DescribeImagePersonal', personal],
      ],
    },
  );
});

describe('managing one instance', () => {
  itSays(
    `{ "version": "2.0", "statement": [{ "action": [ "tcr:*" ], "resource": [ "qcs::tcr:::instance/tcr-xxxxxxxx", "qcs::tcr:::repository/tcr-xxxxxxxx/*" ], "effect": "allow" }] }`,
    {
      allowed: [
        ['ModifyInstance', instance],
        ['DeleteInstance', instance],
        ['CreateNamespace', namespace],
        ['DescribeNamespaces', at('repository/tcr-xxxxxxxx/*')],
        ['PushRepository', repository],
        ['DeleteImage', image],
      ],
      refused: [
        ['ModifyInstance', otherInstance],
        ['ModifyInstance', at('instance/tcr-xxxxxxxx2')],
        ['CreateInstance', at('instance/*')],
        ['PullRepository', repositoryOfOtherInstance],
        ['PullRepository', at('repository/tcr-xxxxxxxx2/team-01/repo-demo')],
        ['PullRepositoryPersonal', personal],
      ],
    },
  );
});

describe('managing one namespace of one instance', () => {
  itSays(
    `{ "version": "2.0", "statement": [{ "action": [ "tcr:*" ], "resource": [ "qcs::tcr:::repository/tcr-xxxxxxxx/team-01", "qcs::tcr:::repository/tcr-xxxxxxxx/team-01/*" ], "effect": "allow" },
    { "action": [ "tcr:DescribeInstance*" ], "resource": [ "qcs::tcr:::instance/tcr-xxxxxxxx" ], "effect": "allow" } ] }`,
    {
      allowed: [
        ['ModifyNamespace', namespace],
        ['DeleteNamespace', namespace],
        ['CreateRepository', repository],
        ['PushRepository', otherRepository],
        ['DeleteImage', image],
        ['DescribeInstances', instance],
        ['DescribeInstanceStatus', instance],
      ],
      refused: [
        ['ModifyNamespace', otherNamespace],
        ['PullRepository', at('repository/tcr-xxxxxxxx/team-02/repo-demo')],
        ['PullRepository', at('repository/tcr-xxxxxxxx/team-011/repo-demo')],
        ['PullRepository', repositoryOfOtherInstance],
        ['ModifyInstance', instance],
        ['DescribeSecurityPolicies', instance],
        ['DescribeInstances', otherInstance],
        ['DescribeInstances', at('instance/*')],
      ],
    },
  );
});

describe('reading one repository', () => {
  itSays(
    `{ "version": "2.0", "statement": [{ "action": [ "tcr:Describe*", "tcr:PullRepository" ], "resource": [ "qcs::tcr:::instance/tcr-xxxxxxxx", "qcs::tcr:::repository/tcr-xxxxxxxx/team-01", "qcs::tcr:::repository/tcr-xxxxxxxx/team-01/repo-demo", "qcs::tcr:::repository/tcr-xxxxxxxx/team-01/repo-demo/*" ], "effect": "allow" } ] }`,
    {
      allowed: [
        ['PullRepository', repository],
        ['PullRepository', image],
        ['DescribeRepositories', repository],
        ['DescribeImages', at('repository/tcr-xxxxxxxx/team-01/repo-demo/*')],
        ['DescribeNamespaces', namespace],
        ['DescribeInstances', instance],
      ],
      refused: [
        ['PushRepository', repository],
        ['DeleteRepository', repository],
        ['ModifyRepository', repository],
        ['DeleteImage', image],
        ['DeleteRepositoryTags', image],
        ['PullRepository', otherRepository],
        ['PullRepository', longerName],
        ['DescribeRepositories', otherRepository],
        ['PullRepository', repositoryOfOtherInstance],
        ['PullRepositoryPersonal', repository],
        ['DescribeInstances', otherInstance],
      ],
    },
  );
});

describe('reading one repository, in the words of the policy generator', () => {
  itSays(
    `{ "version": "2.0", "statement": [{ "action": [ "tcr:DescribeRepositories", "tcr:PullRepository", "tcr:DescribeNamespaces" ], "resource": [ "qcs::tcr:::repository/tcr-xxxxxxxx/team-01/repo-demo/*" ], "effect": "allow" },
    { "action": [ "tcr:DescribeInstance*" ], "resource": [ "qcs::tcr:::instance/tcr-xxxxxxxx" ], "effect": "allow" } ] }`,
    {
      allowed: [
        ['PullRepository', repository],
        ['PullRepository', image],
        ['DescribeRepositories', repository],
        ['DescribeInstances', instance],
      ],
      refused: [
        ['PushRepository', repository],
        ['DeleteRepository', repository],
        ['ModifyRepository', repository],
        ['DescribeImages', image],
        ['PullRepository', otherRepository],
        ['PullRepository', longerName],
        ['ModifyInstance', instance],
      ],
    },
  );
});
