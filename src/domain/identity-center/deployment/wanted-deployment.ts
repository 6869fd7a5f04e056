import { createHash } from 'node:crypto';
import type { ActionContext } from '../../../action/define-action.ts';
import { canonicalJson } from '../../../platform/canonical-json.ts';
import { writeIdentityProviderMetadata } from '../../../platform/saml/identity-provider-metadata.ts';
import type { CloudSite } from '../../../platform/settings.ts';
import { samlProviderArn, trustSamlProvider } from '../../cam/index.ts';
import * as contents from '../permission-configurations/configuration-content-queries.ts';
import type { PermissionConfiguration } from '../permission-configurations/permission-configuration.ts';
import * as signingKeys from '../space/signing-key-queries.ts';
import type { Space } from '../space/space.ts';
import { spaceUrls } from '../space/space-urls.ts';
import type { CustomPolicyContent, RoleContent, SamlProviderContent } from './cloud-account.ts';

/** All that has to be in an account so that a permission configuration is deployed there. */
export interface WantedDeployment {
  provider: SamlProviderContent;
  role: RoleContent;
  presetPolicyIds: number[];
  customPolicies: Omit<CustomPolicyContent, 'policyId'>[];
  /** How the custom policies of this configuration begin, those of earlier versions included. */
  policyPrefix: string;
}

type Context = Pick<ActionContext, 'db' | 'settings'>;

/** As the configuration is now. */
export async function wantedDeployment(
  context: Context,
  space: Space,
  { site, uin }: { site: CloudSite; uin: number },
  configuration: PermissionConfiguration,
): Promise<WantedDeployment> {
  const { description, sessionDuration } = configuration;
  const { provider, roleName, policyPrefix } = namesIn(site, space, configuration);
  const { policyIds, customPolicies } = await contents.read(context.db, space.spaceId, configuration);
  return {
    provider: {
      name: provider,
      description: 'Identity Center',
      samlMetadataDocument: await ownMetadata(context, space),
    },
    role: {
      roleName,
      description,
      policyDocument: trustSamlProvider(samlProviderArn(uin, provider), site.roleAcsUrl),
      sessionSeconds: sessionDuration,
    },
    presetPolicyIds: policyIds,
    customPolicies: customPolicies.map(({ policyName, policyDocument }) => ({
      policyName: `${policyPrefix}${policyName}`,
      document: policyDocument,
    })),
    policyPrefix,
  };
}

/** What is deployed is found by its names, also when only the names are left of it. */
const namesIn = (
  site: CloudSite,
  { spaceId }: Space,
  {
    roleConfigurationId,
    roleConfigurationName,
  }: Pick<PermissionConfiguration, 'roleConfigurationId' | 'roleConfigurationName'>,
) => ({
  provider: `${site.providerPrefix}${spaceId}`,
  roleName: `${site.rolePrefix}${roleConfigurationName}`,
  policyPrefix: `IdentityCenter-${roleConfigurationId}-`,
});

/** Two deployments that say the same have the same hash. */
export const hashOf = (wanted: WantedDeployment): string =>
  createHash('sha256').update(canonicalJson(wanted), 'utf8').digest('hex');

/** What an account imports to trust the assertions of this space. */
export async function ownMetadata({ db, settings }: Context, space: Space): Promise<string> {
  const { certificate } = await signingKeys.get(db, space.spaceId, 'identity-provider');
  const { identityProviderEntityId, lastingLoginUrl } = spaceUrls(settings, space);
  return writeIdentityProviderMetadata(identityProviderEntityId, lastingLoginUrl, certificate);
}
