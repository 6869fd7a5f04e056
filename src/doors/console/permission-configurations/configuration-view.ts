import type { Request } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { presetPolicies } from '../../../domain/cam/policies/preset-policy.ts';
import type { ConfigurationContent } from '../../../domain/identity-center/permission-configurations/configuration-content.ts';
import { getRoleConfiguration } from '../../../domain/identity-center/permission-configurations/get-role-configuration.ts';
import type { PermissionConfiguration } from '../../../domain/identity-center/permission-configurations/permission-configuration.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { listOf } from '../organization/posted.ts';

export const home = '/console/permission-configurations';

export const configurationHref = (id: string): string => `${home}/${encodeURIComponent(id)}`;

export const whichOf = (req: Request) => ({
  zoneId: zoneOf(req),
  roleConfigurationId: String(req.params.id),
});

export const configurationOf = async (execute: Execute, req: Request) =>
  toPage((await execute(getRoleConfiguration, administratorOf(req), whichOf(req))).roleConfigurationInfo);

/** The product's words for the API's. */
export const toPage = ({
  roleConfigurationId,
  roleConfigurationName,
  sessionDuration,
  ...rest
}: PermissionConfiguration) => ({
  ...rest,
  id: roleConfigurationId,
  name: roleConfigurationName,
  sessionSeconds: sessionDuration,
  href: configurationHref(roleConfigurationId),
});

/** What the edit form's fields hold for a content. */
export const valuesOf = (content: ConfigurationContent) => ({
  description: content.description,
  sessionDuration: String(content.sessionDuration),
  relayState: content.relayState,
  policyIds: content.policyIds.map(String),
  customPolicyName: content.customPolicies[0]?.policyName ?? '',
  customPolicy: content.customPolicies[0]?.policyDocument ?? '',
});

/** The content that a form says. An empty text is no custom policy. */
export function contentOf(body: Record<string, unknown>): ConfigurationContent {
  const policyDocument = String(body.customPolicy ?? '').replaceAll('\r\n', '\n');
  const policyName = String(body.customPolicyName ?? '').trim();
  return {
    description: String(body.description ?? ''),
    sessionDuration: Number(body.sessionDuration),
    relayState: String(body.relayState ?? '').trim(),
    policyIds: listOf(body.policyIds).map(Number),
    customPolicies: policyDocument.trim() === '' ? [] : [{ policyName, policyDocument }],
  };
}

/** The chosen preset policies, and the others that the search finds. */
export function presetChoices(chosen: readonly string[], search: string) {
  const wanted = search.trim().toLowerCase();
  const offered = presetPolicies.filter(({ isServiceLinked }) => !isServiceLinked);
  const isChosen = ({ policyId }: { policyId: number }) => chosen.includes(String(policyId));
  const isFound = ({ policyName, description }: { policyName: string; description: string }) =>
    `${policyName} ${description}`.toLowerCase().includes(wanted);
  return {
    presets: [
      ...offered.filter(isChosen),
      ...offered.filter((policy) => !isChosen(policy) && isFound(policy)),
    ].map(({ policyId, policyName, description }) => ({ policyId, policyName, description })),
    presetTotal: offered.length,
  };
}
