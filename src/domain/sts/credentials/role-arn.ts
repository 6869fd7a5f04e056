import { z } from 'zod';
import type { Transaction } from '../../../platform/database/database.ts';
import { type Role, roles } from '../../cam/index.ts';
import type { ThroughProvider } from '../saml/role-assertion.ts';

/** How callers name a role: the account, and the role by name or by id. */
export interface NamedRole {
  uin: number;
  roleName?: string;
  roleId?: string;
}

/** One spelling for each role: no zeros in front, nothing encoded, nothing that follows. */
const byNameOrId = /^qcs::cam::uin\/([1-9]\d{0,14}):(?:roleName\/([\w+=,.@-]{1,128})|role\/([1-9]\d{0,18}))$/;

/** `qcs::cam::uin/<uin>:roleName/<name>`, or `…:role/<id>` (reference: AssumeRole). */
export const namedRole = z
  .string()
  .max(256)
  .transform((arn, check): NamedRole => {
    const [, uin, roleName, roleId] = byNameOrId.exec(arn) ?? [];
    if (roleName !== undefined) return { uin: Number(uin), roleName };
    if (roleId !== undefined) return { uin: Number(uin), roleId };
    check.addIssue('Name the role as qcs::cam::uin/<uin>:roleName/<name>.');
    return z.NEVER;
  });

const provider = /^qcs::cam::uin\/([1-9]\d{0,14}):saml-provider\/([^\s*:/,]{1,128})$/;

export const namedProvider = z
  .string()
  .max(256)
  .transform((arn, check): ThroughProvider => {
    const [, uin, providerName] = provider.exec(arn) ?? [];
    if (providerName !== undefined) return { uin: Number(uin), providerName };
    check.addIssue('Name the provider as qcs::cam::uin/<uin>:saml-provider/<name>.');
    return z.NEVER;
  });

export const findNamed = (
  db: Transaction,
  { uin, roleName, roleId }: NamedRole,
): Promise<Role | undefined> =>
  roleName === undefined ? roles.findById(db, uin, roleId ?? '') : roles.find(db, uin, roleName);
