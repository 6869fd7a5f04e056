import type { Request } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { describeScimSettings } from '../../../domain/identity-center/scim/describe-scim-settings.ts';
import { listScimCredentials } from '../../../domain/identity-center/scim/list-scim-credentials.ts';
import { keysPerSpace } from '../../../domain/identity-center/scim/scim-credential.ts';
import { administratorOf, zoneOf } from '../administrator-session.ts';
import { scimGuides } from '../scim-guides.ts';

export const scimPage = '/console/settings/scim';

/** How long a new key may be valid, in seconds, as the form offers it; the Cloud API takes any. */
const hour = 3600;
const durations = [
  hour,
  24 * hour,
  90 * 24 * hour,
  365 * 24 * hour,
  3 * 365 * 24 * hour,
  99 * 365 * 24 * hour,
];

/** What the page of the settings shows, also when one of its forms was refused. */
export async function scimLocals(execute: Execute, req: Request) {
  const which = { zoneId: zoneOf(req) };
  const directory = await execute(describeScimSettings, administratorOf(req), which);
  const { scimCredentials: credentials } = await execute(listScimCredentials, administratorOf(req), which);
  const live = credentials.filter(({ isExpired }) => !isExpired);
  const hasRoom = live.length < keysPerSpace;
  return {
    directory,
    credentials,
    hasRoom,
    durations: durations.map(String),
    guides: scimGuides,
    values: {},
  };
}
