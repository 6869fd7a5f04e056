import type { ActionContext } from '../../../action/define-action.ts';
import { writeIdentityProviderMetadata } from '../../../platform/saml/identity-provider-metadata.ts';
import { samlProviderArn, trustSamlProvider } from '../../cam/index.ts';
import type { Account } from '../../organization/index.ts';
import type { PermissionConfiguration } from '../permission-configurations/permission-configuration.ts';
import * as configurations from '../permission-configurations/permission-configuration-queries.ts';
import * as signingKeys from '../space/signing-key-queries.ts';
import type { Space } from '../space/space.ts';
import { spaceUrls } from '../space/space-urls.ts';
import type { CloudAccount, RoleContent } from './cloud-account.ts';
import { connectCloudAccount } from './connect-cloud-account.ts';

/**
 * Makes a permission configuration real in an account: the SAML provider (once per account), the role, and
 * exactly the policies it names. Says what it wants and compares first, so that it may run again at any time.
 */
export async function deployConfiguration(
  context: ActionContext,
  space: Space,
  account: Account,
  configuration: PermissionConfiguration,
): Promise<{ roleName: string; providerName: string }> {
  const { cloud, site } = connectCloudAccount(context, account, space.spaceId);
  const providerName = `${site.providerPrefix}${space.spaceId}`;
  const roleName = `${site.rolePrefix}${configuration.roleConfigurationName}`;
  await ensureSamlProvider(cloud, providerName, await ownMetadata(context, space));
  await ensureRole(cloud, {
    roleName,
    description: configuration.description,
    policyDocument: trustSamlProvider(samlProviderArn(account.uin, providerName), site.roleAcsUrl),
    sessionSeconds: configuration.sessionDuration,
  });

  const wanted = await configurations.listPolicies(
    context.db,
    space.spaceId,
    configuration.roleConfigurationId,
  );
  await ensurePolicies(cloud, roleName, new Set(wanted.map((policy) => policy.policyId)));
  return { roleName, providerName };
}

/** What an account imports to trust the assertions of this space. */
export async function ownMetadata(
  { db, settings }: Pick<ActionContext, 'db' | 'settings'>,
  space: Space,
): Promise<string> {
  const { certificate } = await signingKeys.get(db, space.spaceId, 'identity-provider');
  const { identityProviderEntityId, loginUrl } = spaceUrls(settings, space.name);
  return writeIdentityProviderMetadata(identityProviderEntityId, loginUrl, certificate);
}

async function ensureSamlProvider(
  cloud: CloudAccount,
  name: string,
  samlMetadataDocument: string,
): Promise<void> {
  const wanted = { name, description: 'Identity Center', samlMetadataDocument };
  const present = await cloud.getSamlProvider(name);
  if (!present) await cloud.createSamlProvider(wanted);
  else if (present.samlMetadata !== samlMetadataDocument) await cloud.updateSamlProvider(wanted);
}

async function ensureRole(cloud: CloudAccount, wanted: RoleContent): Promise<void> {
  const present = await cloud.getRole(wanted.roleName);
  if (present) await cloud.updateRole(wanted);
  else await cloud.createRole(wanted);
}

async function ensurePolicies(
  cloud: CloudAccount,
  roleName: string,
  wanted: ReadonlySet<number>,
): Promise<void> {
  const present = new Set(await cloud.listAttachedRolePolicies(roleName));
  for (const policyId of wanted) if (!present.has(policyId)) await cloud.attachRolePolicy(roleName, policyId);
  for (const policyId of present) if (!wanted.has(policyId)) await cloud.detachRolePolicy(roleName, policyId);
}
