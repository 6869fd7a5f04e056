import type { Principal } from '../../../action/actor.ts';
import type { ActionContext } from '../../../action/define-action.ts';
import { type Holder, policiesOf } from '../../cam/index.ts';
import { levelsFor } from '../../organization/index.ts';
import { type Authority, compilePolicy, requirePolicy } from '../../policy/index.ts';
import { sessionEnded } from '../sessions/session.ts';

/** All that says what somebody signed in may do, as it is now. */
export async function authorityOf(context: ActionContext, principal: Principal): Promise<Authority> {
  const { uin, identity } = principal;
  // The admin account is over the organization's limits, not below them (reference: service control policies).
  const levels = principal.organizationId === undefined ? await levelsFor(context, uin) : undefined;
  const sessionPolicy = 'sessionPolicy' in identity ? identity.sessionPolicy : undefined;
  const limits = {
    ...(levels && { levels }),
    ...(sessionPolicy !== undefined && { session: [compileSessionPolicy(sessionPolicy, uin)] }),
  };
  const holder = holderOf(identity);
  if (!holder) return { ...limits, isRoot: true, isServiceLinkedRole: false, identity: [] };

  const held = await policiesOf(context, uin, holder);
  if (!held) throw sessionEnded();
  const { isServiceLinkedRole, policies, boundary } = held;
  return { ...limits, isRoot: false, isServiceLinkedRole, identity: policies, ...(boundary && { boundary }) };
}

/** Whose policies count: nobody's for the root user, who may do everything. */
function holderOf(identity: Principal['identity']): Holder | undefined {
  if (identity.type === 'role') return { kind: 'role', roleName: identity.roleName };
  if (identity.type === 'root' || identity.userName === undefined) return undefined;
  return { kind: 'user', userName: identity.userName };
}

/** Checked when the session was opened. */
const compileSessionPolicy = (text: string, ownerUin: number) =>
  compilePolicy(requirePolicy(text, 'permission'), { name: 'session policy', ownerUin });
