import { DomainError } from '../../../action/domain-error.ts';
import { findPresetPolicyByName, type PresetPolicy } from '../policies/preset-policy.ts';
import { camResource } from '../resource-name.ts';
import linkedRoles from './service-linked-roles.json' with { type: 'json' };
import serviceRoles from './service-roles.json' with { type: 'json' };

/** As which Identity Center works in the admin account of an organization. */
export const identityCenterService = 'cic.cloud.tencent.com';

/** A role that a service works with in an account, and the preset policies that say what it may do there. */
export interface ServiceRole {
  roleName: string;
  service: string;
  description: string;
  policies: PresetPolicy[];
}

type Entry = (typeof serviceRoles)[number];

const toServiceRole = (entry: Entry): ServiceRole => ({
  ...entry,
  policies: entry.policies.map((name) => {
    const policy = findPresetPolicyByName(name);
    if (!policy) throw new Error(`${entry.roleName} names the unknown policy ${name}.`);
    return policy;
  }),
});

const byName = new Map(serviceRoles.map((entry) => [entry.roleName, toServiceRole(entry)]));
const linkedByService = new Map(linkedRoles.map((entry) => [entry.service, toServiceRole(entry)]));

/** The role that a service asks for by that name. */
export function getServiceRole(roleName: string, service: string): ServiceRole {
  const role = byName.get(roleName);
  if (role?.service !== service) throw serviceRoleUnknown(roleName, service);
  return role;
}

export function getServiceLinkedRole(service: string): ServiceRole {
  const role = linkedByService.get(service);
  if (!role) throw serviceUnknown(service);
  return role;
}

/** A service may have several, told apart by what is put behind the name. */
export const linkedRoleName = ({ roleName }: ServiceRole, customSuffix: string): string =>
  customSuffix ? `${roleName}_${customSuffix}` : roleName;

/** Policies name the roles of services apart from the others. */
export function linkedRoleResource(uin: number, service: string, customSuffix: string): string {
  const linked = linkedByService.get(service);
  const name = linked ? linkedRoleName(linked, customSuffix) : '*';
  return camResource(uin, `role/tencentcloudServiceRoleName/${name}`);
}

const serviceRoleUnknown = (role: string, service: string) =>
  new DomainError('not-found', 'ServiceRoleNotExist', `The service ${service} asks for no role "${role}".`, {
    details: { role, service },
  });

const serviceUnknown = (service: string) =>
  new DomainError('invalid-input', 'PrincipalServiceNotExist', `"${service}" has no service-linked role.`, {
    details: { service },
  });

export const roleNotForService = (role: string, service: string) =>
  new DomainError(
    'failed-precondition',
    'RoleNotForService',
    `The role "${role}" does not trust the service ${service}.`,
    { details: { role, service } },
  );

export const alreadyGranted = (role: string) =>
  new DomainError('conflict', 'ServiceRoleGranted', `"${role}" is granted already.`, { details: { role } });
