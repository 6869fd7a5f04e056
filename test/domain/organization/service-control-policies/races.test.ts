import { beforeEach, describe, expect, it } from 'vitest';
import { deletePolicy } from '../../../../src/domain/organization/service-control-policies/delete-policy.ts';
import { disablePolicyType } from '../../../../src/domain/organization/service-control-policies/disable-policy-type.ts';
import { customPolicies } from '../../../../src/domain/organization/service-control-policies/service-control-policy.ts';
import {
  allowing,
  type Controlled,
  controlledOrganization,
  denying,
  everythingStored,
  member,
  node,
} from './controlled-organization.ts';

const rounds = [1, 2, 3, 4, 5, 6];

/** On the embedded database these happen one after the other; on a server they meet. */
describe('at the same time', () => {
  let company: Controlled;
  let web: number;
  beforeEach(async () => {
    company = await controlledOrganization();
    web = await company.addDepartment('Web', company.root);
  });

  const disable = () =>
    company.world.execute(disablePolicyType, company.administrator, {
      organizationId: company.organizationId,
      policyType: 'SERVICE_CONTROL_POLICY',
    });
  const stored = () => everythingStored(company.world);
  const outcomes = async (...attempts: Promise<unknown>[]) =>
    (await Promise.allSettled(attempts)).map(({ status }) => status).sort();

  it('two who unbind the last two policies leave one', async () => {
    const system = await company.systemPolicy();
    const other = await company.create('Only_cos', allowing('cos:*'));
    for (const _round of rounds) {
      await company.attach(other, node(web));
      await company.attach(system, node(web));

      const ended = await outcomes(company.detach(system, node(web)), company.detach(other, node(web)));

      expect(ended).toEqual(['fulfilled', 'rejected']);
      expect(await company.policyNames(node(web))).toHaveLength(1);
    }
  });

  it('who enables and who adds departments and members leave nothing without a policy', async () => {
    for (const round of rounds) {
      await disable();

      const [, department, account] = await Promise.all([
        company.enable(),
        company.addDepartment(`new ${round}`, company.root),
        company.addMember(`new ${round}`, web),
        company.addDepartment(`newer ${round}`, web),
      ]);

      expect(await company.policyNames(node(department))).toEqual(['FullQcloudAccess']);
      expect(await company.policyNames(member(account))).toEqual(['FullQcloudAccess']);
      const { departments, accounts } = await targets();
      expect((await stored()).bindings).toHaveLength(departments + accounts);
    }
  });

  it('who disables and who binds or adds leave no binding', async () => {
    const policyId = await company.create('No_cvm', denying('cvm:*'));
    for (const round of rounds) {
      await Promise.allSettled([
        company.attach(policyId, node(web)),
        company.addDepartment(`new ${round}`, web),
        disable(),
        company.attach(policyId, node(company.root)),
        company.addMember(`new ${round}`, web),
      ]);

      expect(await stored()).toMatchObject({ enabled: [], bindings: [] });
      await company.enable();
    }
  });

  it('who deletes a policy and who binds it: one of them does', async () => {
    for (const round of rounds) {
      const policyId = await company.create(`No_cvm_${round}`, denying('cvm:*'));
      const remove = company.world.execute(deletePolicy, company.administrator, { policyId });

      expect(await outcomes(remove, company.attach(policyId, node(web)))).toEqual(['fulfilled', 'rejected']);
      const { policies, bindings } = await stored();
      const exists = policies.some((policy) => policy.policy_id === policyId);
      expect(bindings.some((binding) => binding.policy_id === policyId)).toBe(exists);
    }
  });

  it('several who enable do it once', async () => {
    await disable();

    const ended = await outcomes(company.enable(), company.enable(), company.enable());

    expect(ended).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect((await stored()).policies).toHaveLength(1);
  });

  it('several who write the last policy there is room for write one', async () => {
    const now = company.world.clock.now();
    const rows = Array.from({ length: customPolicies - 1 }, (_, number) => ({
      organization_id: company.organizationId,
      kind: 'custom' as const,
      name: `policy_${number}`,
      description: '',
      document: denying('cvm:*'),
      created_at: now,
      updated_at: now,
    }));
    await company.world.db.insertInto('service_control_policies').values(rows).execute();

    const ended = await outcomes(
      company.create('One', denying('cvm:*')),
      company.create('Two', denying('cvm:*')),
      company.create('Three', denying('cvm:*')),
    );

    expect(ended).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  const targets = async () => ({
    departments: (await company.world.db.selectFrom('departments').select('department_id').execute()).length,
    accounts: (
      await company.world.db.selectFrom('accounts').select('uin').where('kind', '=', 'member').execute()
    ).length,
  });
});
