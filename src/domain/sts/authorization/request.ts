import type { Principal } from '../../../action/actor.ts';
import type { ActionContext } from '../../../action/define-action.ts';
import type { AccessRequest } from '../../policy/index.ts';

/** What is asked, in the words of the policy language, with what is known of the circumstances. */
export const requestOf = (
  context: Circumstances,
  principal: Principal,
  action: string,
  resource: string,
): AccessRequest => ({
  action,
  resource,
  caller: { uin: callerUin(principal), ownerUin: principal.uin },
  context: {
    ...circumstancesOf(context),
    'qcs:uin': String(callerUin(principal)),
    'qcs:owner_uin': String(principal.uin),
  },
});

type Circumstances = Pick<ActionContext, 'now' | 'origin'>;

/** What any policy may make a condition of, whoever asks. */
export const circumstancesOf = ({ now, origin }: Circumstances): AccessRequest['context'] => ({
  'qcs:current_time': now.toISOString(),
  ...(origin.address && { 'qcs:ip': origin.address }),
});

/** `${uin}` of a policy: the CAM user, or whoever became the role as far as that is known. */
function callerUin({ uin, identity }: Principal): number {
  if (identity.type === 'cam-user' || identity.type === 'federated-user') return identity.userUin;
  return (identity.type === 'role' && identity.requesterUin) || uin;
}
