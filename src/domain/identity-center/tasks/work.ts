import type { ActionContext } from '../../../action/define-action.ts';
import type { DomainError } from '../../../action/domain-error.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import type { CloudSite } from '../../../platform/settings.ts';
import type { CloudAccount } from '../deployment/cloud-account.ts';
import type { Space } from '../space/space.ts';
import type { Task } from './task.ts';

/** An account that is worked on. */
export interface Target {
  space: Space;
  uin: number;
  site: CloudSite;
}

/** The tasks of an account that are about the same thing there: they are done together, and end alike. */
export interface Unit {
  kind: 'deployment' | 'synchronization' | 'release';
  /** The permission configuration or the CAM user synchronization; empty for what is released. */
  id: string;
  tasks: Task[];
}

export type WorkContext = Pick<ActionContext, 'db' | 'now' | 'settings'>;

/**
 * What is to be done for a unit, as it was when this was read. `act` is done while no transaction is open, unless
 * the account is our own; `record` is one transaction, and finds out whether what was done is still what is wanted.
 */
export interface Work {
  act(cloud: CloudAccount, db: Transaction): Promise<void>;
  record(context: WorkContext, failure?: DomainError): Promise<void>;
}

/** Tasks by what they are about, in the order of the oldest of each. */
export function unitsOf(tasks: readonly Task[]): Unit[] {
  const units = new Map<string, Unit>();
  for (const task of tasks) {
    const { kind, id } = subjectOf(task);
    const unit = units.get(`${kind} ${id}`) ?? { kind, id, tasks: [] };
    unit.tasks.push(task);
    units.set(`${kind} ${id}`, unit);
  }
  return [...units.values()];
}

function subjectOf({ taskType, roleConfigurationId, userProvisioningId }: Task): Omit<Unit, 'tasks'> {
  if (taskType === 'DeleteProvisioning') return { kind: 'release', id: '' };
  if (taskType === 'StartProvisioning') return { kind: 'synchronization', id: userProvisioningId ?? '' };
  return { kind: 'deployment', id: roleConfigurationId ?? '' };
}

/** Deployments are independent of each other; whatever takes something away, or is about people, is done alone. */
export const isIndependent = ({ kind, tasks }: Unit): boolean =>
  kind === 'deployment' &&
  !tasks.some(({ taskType }) => ['DeleteRoleAssignment', 'DeprovisionRoleConfiguration'].includes(taskType));
