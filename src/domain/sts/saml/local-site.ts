import type { CloudSite, Settings } from '../../../platform/settings.ts';

/** Attribute names of role SSO, the same on every site (reference: role SSO). */
export const roleAttribute = 'https://cloud.tencent.com/SAML/Attributes/Role';
export const roleSessionNameAttribute = 'https://cloud.tencent.com/SAML/Attributes/RoleSessionName';

/** Our own cloud site. Configuration always has it. */
export function localSite(settings: Settings): CloudSite {
  const site = settings.cloudSites.local;
  if (!site) throw new Error('The settings have no cloud site named local.');
  return site;
}

/** User SSO has an address and an audience of its own in each account. */
export const forAccount = (template: string, uin: number): string => template.replace('{uin}', String(uin));
