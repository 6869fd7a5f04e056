import { describe, expect, it } from 'vitest';
import presets from '../../../src/domain/cam/policies/preset-policies.json' with { type: 'json' };
import { checkPolicy } from '../../../src/domain/policy/index.ts';
import { account, asking } from './asking.ts';

const preset = (name: string) =>
  asking(JSON.stringify(presets.find(({ policyName }) => policyName === name)?.document));
const role = `qcs::cam::uin/${account}:roleName/R`;
const instance = `qcs::cvm:ap-guangzhou:uin/${account}:instance/ins-1`;
const bucket = `qcs::cos:ap-guangzhou:uid/1250000000:b-1250000000/*`;

describe('preset policies', () => {
  it.each(presets)('$policyName is in the language', ({ document }) => {
    expect(checkPolicy(document, 'permission').problems).toEqual([]);
  });

  it('have names and numbers of their own', () => {
    expect(new Set(presets.map(({ policyName }) => policyName)).size).toBe(presets.length);
    expect(new Set(presets.map(({ policyId }) => policyId)).size).toBe(presets.length);
  });
});

type Case = [action: string, resource: string];
const cases: Record<string, { allowed: Case[]; refused: Case[] }> = {
  AdministratorAccess: {
    allowed: [
      ['cam:AttachUserPolicy', `qcs::cam::uin/${account}:uin/7`],
      ['organization:DeleteOrganization', '*'],
      ['finance:trade', '*'],
      ['cvm:TerminateInstances', instance],
      ['unheard:Of', '*'],
    ],
    refused: [],
  },
  ReadOnlyAccess: {
    allowed: [
      ['cvm:DescribeInstances', instance],
      ['cos:GetObject', bucket],
      ['cos:HeadObject', bucket],
      ['tcr:PullRepository', `qcs::tcr:ap-guangzhou:uin/${account}:repository/a/b/c`],
      ['cam:ListUsers', '*'],
      ['organization:ListUsers', '*'],
      ['finance:DescribeBillList', '*'],
      ['unheard:InquiryPrice', '*'],
      ['unheard:BatchQueryThings', '*'],
      ['unheard:ValidateThing', '*'],
    ],
    refused: [
      ['cvm:TerminateInstances', instance],
      ['cos:PutObject', bucket],
      ['cam:CreateAccessKey', `qcs::cam::uin/${account}:uin/7`],
      ['sts:AssumeRole', role],
      ['sts:GetFederationToken', '*'],
      ['cam:PassRole', role],
      ['unheard:Gettysburg', '*'],
      ['unheard:Checkout', '*'],
      ['unheard:BatchDelete', '*'],
      ['unheard:describeThings', '*'],
    ],
  },
  QCloudResourceFullAccess: {
    allowed: [
      ['cvm:TerminateInstances', instance],
      ['cos:PutObject', bucket],
      ['organization:ListUsers', '*'],
      ['cam:AddUser', `qcs::cam::uin/${account}:uin/*`],
      ['cam:ListGroups', '*'],
      ['cam:CreateAccessKey', `qcs::cam::uin/${account}:uin/7`],
    ],
    refused: [
      ['finance:DescribeBillList', '*'],
      ['finance:trade', '*'],
      ['finance:SomethingNew', '*'],
      ['cam:AttachUserPolicy', `qcs::cam::uin/${account}:uin/7`],
      ['cam:AttachGroupPolicy', `qcs::cam::uin/${account}:groupid/7`],
      ['cam:CreateRole', role],
      ['cam:PassRole', role],
      ['cam:CreatePolicy', `qcs::cam::uin/${account}:policyid/*`],
      ['cam:SomethingNew', '*'],
    ],
  },
  QCloudFinanceFullAccess: {
    allowed: [
      ['finance:trade', `qcs::cvm:ap-guangzhou:uin/${account}:*`],
      ['finance:PayDeals', '*'],
    ],
    refused: [['cvm:RunInstances', instance]],
  },
  QcloudFinanceBillFullAccess: {
    allowed: [
      ['finance:DescribeBillList', '*'],
      ['finance:CreateAllocationTag', '*'],
    ],
    refused: [
      ['finance:PayDeals', '*'],
      ['finance:DescribeAccountBalance', '*'],
    ],
  },
  QcloudFinanceBillReadOnlyAccess: {
    allowed: [
      ['finance:DescribeBillList', '*'],
      ['finance:DownloadCustomizedDetail', '*'],
    ],
    refused: [
      ['finance:CreateAllocationTag', '*'],
      ['finance:PayDeals', '*'],
    ],
  },
  QcloudBatchFullAccess: {
    allowed: [['batch:SubmitJob', `qcs::batch:ap-guangzhou:uin/${account}:job/*`]],
    refused: [['cvm:RunInstances', instance]],
  },
  QcloudBatchReadOnlyAccess: {
    allowed: [
      ['batch:DescribeJob', `qcs::batch:ap-guangzhou:uin/${account}:job/job-1`],
      ['batch:DescribeCvmZoneInstanceConfigInfos', '*'],
    ],
    refused: [['batch:SubmitJob', `qcs::batch:ap-guangzhou:uin/${account}:job/*`]],
  },
  QcloudFullAccessForBatchRole: {
    allowed: [
      ['cvm:RunInstances', `qcs::cvm:ap-guangzhou:uin/${account}:instance/*`],
      ['vpc:DescribeVpcs', '*'],
      ['cos:PutObject', bucket],
      ['cmqtopic:PublishMessage', '*'],
      ['cmqqueue:SendMessage', '*'],
      ['cls:pushLog', '*'],
      ['monitor:PutMonitorData', '*'],
    ],
    refused: [
      ['cam:ListUsers', '*'],
      ['batch:DeleteJob', `qcs::batch:ap-guangzhou:uin/${account}:job/job-1`],
    ],
  },
  QcloudAccessForCMRoleInPromHostingService: {
    allowed: [
      ['tke:DescribeClusters', '*'],
      ['tke:InstallAddon', `qcs::tke:ap-guangzhou:uin/${account}:cluster/cls-1`],
    ],
    refused: [
      ['tke:DeleteCluster', `qcs::tke:ap-guangzhou:uin/${account}:cluster/cls-1`],
      ['cvm:DescribeInstances', instance],
    ],
  },
  QcloudOrganizationFullAccess: {
    allowed: [
      ['organization:CreateUser', '*'],
      ['organization:DeleteOrganization', '*'],
    ],
    refused: [
      ['cam:ListUsers', '*'],
      ['finance:DescribeBillList', '*'],
    ],
  },
  QcloudOrganizationReadOnlyAccess: {
    allowed: [
      ['organization:ListUsers', '*'],
      ['organization:DescribeOrganization', '*'],
      ['organization:GetZoneStatistics', '*'],
      ['organization:CheckAccountDelete', '*'],
    ],
    refused: [
      ['organization:CreateUser', '*'],
      ['organization:SendOrgMemberAccountBindEmail', '*'],
    ],
  },
  QcloudCamFullAccess: {
    allowed: [
      ['cam:PassRole', role],
      ['cam:AttachUserPolicy', `qcs::cam::uin/${account}:uin/7`],
    ],
    refused: [['sts:AssumeRole', role]],
  },
  QcloudCamReadOnlyAccess: {
    allowed: [
      ['cam:GetRole', role],
      ['cam:DescribeRoleList', '*'],
    ],
    refused: [
      ['cam:PassRole', role],
      ['cam:CreateRole', role],
    ],
  },
};

describe.each(Object.entries(cases))('%s', (name, { allowed, refused }) => {
  const ask = preset(name);

  it.each(allowed)('allows %s on %s', (action, resource) => {
    expect(ask(action, resource)).toBe('allow');
  });

  it.each(refused)('does not allow %s on %s', (action, resource) => {
    expect(ask(action, resource)).toBe('implicit-deny');
  });
});

describe('what the request says of itself', () => {
  it('does not make a write a read', () => {
    const claimed = { context: { 'qcs:read_only_action': 1, 'qcs:except_cam_finance': 1 } };

    expect(preset('ReadOnlyAccess')('cvm:TerminateInstances', instance, claimed)).toBe('implicit-deny');
    expect(preset('QCloudResourceFullAccess')('finance:trade', '*', claimed)).toBe('implicit-deny');
  });
});
