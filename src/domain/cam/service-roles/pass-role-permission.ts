import type { Permission } from '../../../action/define-action.ts';
import { servicesIn } from '../roles/trust-policy.ts';

/**
 * A service does with a role what the role may, so making one that a service may become takes the permission to hand
 * it over, besides the one to make it.
 */
export const passRolePermission = (resource: string, trustPolicy: string): Permission[] =>
  servicesIn(trustPolicy).length > 0 ? [{ action: 'cam:PassRole', resource }] : [];
