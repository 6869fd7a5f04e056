import type { ActionContext } from '../../../action/define-action.ts';
import { requireReachManaged } from '../authorizations/reach.ts';
import * as reach from '../authorizations/reach-queries.ts';
import * as deployments from '../deployment/deployment-queries.ts';
import {
  type ConfigurationContent,
  type ContentChange,
  differenceBetween,
  requireContent,
  requiresRedeployment,
} from './configuration-content.ts';
import * as contents from './configuration-content-queries.ts';
import * as versions from './configuration-version-queries.ts';
import { configurationChanged, configurationNotFound } from './permission-configuration.ts';
import * as configurations from './permission-configuration-queries.ts';

/**
 * The one way in which what a configuration says is edited: locked, checked, kept as a version, and its deployments
 * marked. Nothing is redeployed by itself. `ifVersion` refuses when somebody was faster.
 */
export async function changeConfiguration(
  context: ActionContext,
  spaceId: string,
  id: string,
  change: (present: ConfigurationContent) => ConfigurationContent,
  ifVersion?: number,
): Promise<ContentChange[]> {
  const { db, actor, now, changed } = context;
  const present = await configurations.lock(db, spaceId, id);
  if (!present) throw configurationNotFound(id);
  await requireReachManaged(context, () => reach.ofConfiguration(db, spaceId, id));
  if (ifVersion !== undefined && ifVersion !== present.version) throw configurationChanged(present.version);
  const before = await contents.read(db, spaceId, present);
  const after = requireContent(change(before));
  const changes = differenceBetween(before, after);
  if (changes.length === 0) return [];

  await contents.write(db, spaceId, id, after, now);
  await versions.keep(db, spaceId, id, after, { actor, now });
  if (requiresRedeployment(changes)) await deployments.requireRedeployment(db, spaceId, id, now);
  changed({ ...before }, { ...after });
  return changes;
}
