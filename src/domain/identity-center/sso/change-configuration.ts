import type { ActionContext } from '../../../action/define-action.ts';
import {
  changesBetween,
  emptyConfiguration,
  missingParts,
  type SsoConfiguration,
  withCertificateNames,
} from './sso-configuration.ts';
import * as sso from './sso-queries.ts';
import { identityProviderMissing } from './sso-refusals.ts';

type Change = (configuration: SsoConfiguration) => SsoConfiguration;

/** Changes the settings at once, as one more revision. What is no change leaves no revision. */
export async function changeConfiguration(
  { db, actor, now, changed }: Pick<ActionContext, 'db' | 'actor' | 'now' | 'changed'>,
  spaceId: string,
  change: Change,
): Promise<SsoConfiguration> {
  const settings = await sso.lock(db, spaceId);
  const before = settings?.configuration ?? emptyConfiguration;
  const configuration = change(before);
  requireComplete(configuration);
  if (changesBetween(before, configuration).length > 0) {
    const revision = (settings?.revision ?? 0) + 1;
    await sso.putRevision(db, spaceId, { revision, configuration, actor, now });
    changed(withCertificateNames(before), withCertificateNames(configuration));
  }
  return configuration;
}

/** Nobody could log in with less, so it cannot be switched on. */
function requireComplete(configuration: SsoConfiguration): void {
  if (configuration.isEnabled && missingParts(configuration).length > 0) throw identityProviderMissing();
}
