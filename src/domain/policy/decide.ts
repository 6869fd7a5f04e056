import type { AccessRequest } from './access-request.ts';
import type { Reading } from './answer.ts';
import type { CompiledPolicy } from './compile-policy.ts';
import { type DecidingStatement, type Decision, evaluate } from './evaluate.ts';
import { readResource } from './resource.ts';

/** All that says what somebody may do. */
export interface Authority {
  /** The root user of the caller's account. */
  isRoot: boolean;
  isServiceLinkedRole: boolean;
  /**
   * Service control policies, from the caller's account up to the root of its organization. Absent when they are not
   * enabled, and always for the admin account.
   */
  levels?: readonly ControlLevel[];
  /** The same from the account that owns the resource, where that is another one than the caller's. */
  ownerLevels?: readonly ControlLevel[];
  /** The principal's own policies and those of its groups. */
  identity: readonly CompiledPolicy[];
  boundary?: CompiledPolicy;
  /** Given when the temporary credentials were made; they only take away. */
  session?: readonly CompiledPolicy[];
  /**
   * When the resource belongs to another account: that account has granted it too, for instance by a trust policy.
   * Policies of the caller's account alone never open another one.
   */
  isGrantedByOwner?: boolean;
}

export interface ControlLevel {
  kind: 'account' | 'department' | 'root';
  id: number | string;
  name: string;
  policies: readonly CompiledPolicy[];
}

export interface Judgement {
  allowed: boolean;
  reason:
    | 'root'
    | 'allowed'
    | 'service-control-policy'
    | 'explicit-deny'
    | 'implicit-deny'
    | 'boundary'
    | 'session-policy';
  /** What was asked, in that order, and what it said. It ends where it was decided. */
  path: JudgementStep[];
}

export interface JudgementStep {
  layer: ControlLayer | 'root' | 'resource-owner' | 'identity' | 'boundary' | 'session-policy';
  /** The account or department of a service control policy; a policy's name; else empty. */
  name: string;
  level?: Pick<ControlLevel, 'kind' | 'id'>;
  effect: Decision['effect'];
  statements: DecidingStatement[];
}

/** Whose service control policies: those over the caller's account, or those over the account that owns the resource. */
export type ControlLayer = 'service-control-policy' | 'owner-service-control-policy';

/** Whether a member's root user is bound; nothing of Tencent's says so. See docs/decisions/0014. */
export const serviceControlPoliciesBindRoot = true;

export interface DecideOptions {
  bindRoot?: boolean;
  /** `hopeful` asks whether it may be allowed on some resource; never decide by it. */
  reading?: Reading;
}

/** The whole order: service control policies of the caller's account and of the owner's, then an explicit deny anywhere, boundary, session policy, identity. */
export function decide(
  authority: Authority,
  request: AccessRequest,
  { bindRoot = serviceControlPoliciesBindRoot, reading = 'safe' }: DecideOptions = {},
): Judgement {
  const ask: Ask = (policies) => evaluate(policies, request, reading);
  const isAboutAnother = isForeign(request);
  const isBound = !authority.isServiceLinkedRole && (bindRoot || !authority.isRoot);
  const control = isBound ? climb('service-control-policy', authority.levels ?? [], ask) : [];
  // Whoever comes from outside is bound, be it a root user or the role of a service: neither is that account's own.
  // Without that account's grant it is refused anyway, and nobody finds out what the policies of others say.
  if (isAboutAnother && authority.isGrantedByOwner && control.every(isAllowing)) {
    control.push(...climb('owner-service-control-policy', authority.ownerLevels ?? [], ask));
  }
  if (!control.every(isAllowing)) return { allowed: false, reason: 'service-control-policy', path: control };
  const layers = askLayers(authority, isAboutAnother, ask);
  return { ...conclude(layers), path: [...control, ...layers] };
}

const isAllowing = ({ effect }: JudgementStep): boolean => effect === 'allow';

type Ask = (policies: readonly CompiledPolicy[]) => Decision;

/** Every level must allow; the first that does not ends it. */
function climb(layer: ControlLayer, levels: readonly ControlLevel[], ask: Ask): JudgementStep[] {
  const path: JudgementStep[] = [];
  for (const { kind, id, name, policies } of levels) {
    const decision = ask(policies);
    path.push({ layer, name, level: { kind, id }, ...decision });
    if (decision.effect !== 'allow') break;
  }
  return path;
}

function askLayers(authority: Authority, isAboutAnother: boolean, ask: Ask): JudgementStep[] {
  const { boundary, session, identity, isRoot, isGrantedByOwner } = authority;
  const path: JudgementStep[] = [];
  if (boundary) path.push({ layer: 'boundary', name: boundary.name, ...ask([boundary]) });
  if (session) path.push({ layer: 'session-policy', name: namesOf(session), ...ask(session) });
  if (isAboutAnother && !isGrantedByOwner) {
    path.push({ layer: 'resource-owner', name: '', effect: 'implicit-deny', statements: [] });
  }
  if (isRoot) path.push({ layer: 'root', name: '', effect: 'allow', statements: [] });
  else path.push({ layer: 'identity', name: '', ...ask(identity) });
  return path;
}

const namesOf = (policies: readonly CompiledPolicy[]): string => policies.map(({ name }) => name).join(', ');

function conclude(layers: readonly JudgementStep[]): Pick<Judgement, 'allowed' | 'reason'> {
  if (layers.some(({ effect }) => effect === 'explicit-deny'))
    return { allowed: false, reason: 'explicit-deny' };
  const missing = layers.find(({ effect }) => effect !== 'allow')?.layer;
  if (missing === 'boundary' || missing === 'session-policy') return { allowed: false, reason: missing };
  if (missing) return { allowed: false, reason: 'implicit-deny' };
  return { allowed: true, reason: layers.some(({ layer }) => layer === 'root') ? 'root' : 'allowed' };
}

/** What is no resource belongs to nobody we know, so it is not the caller's. */
function isForeign({ resource, caller }: AccessRequest): boolean {
  const account = resource === '*' ? '' : readResource(resource)?.account;
  return account !== '' && account !== `uin/${caller.ownerUin}` && account !== `uid/${caller.appId}`;
}
