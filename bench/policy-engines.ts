import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import { compilePolicy, evaluate } from '../src/domain/policy/index.ts';
import {
  account,
  type PlainRequest,
  type PlainResource,
  type PlainStatement,
  policySet,
  sixSegments,
  toDocument,
  toRequest,
} from './policy-set.ts';

export interface Engine {
  name: string;
  /** Whatever can be prepared of a request beforehand is prepared. */
  prepare(request: PlainRequest): () => boolean;
}

export async function engines(): Promise<[ours: Engine, ...peers: Engine[]]> {
  return [ours(), await casbin(), cedar()];
}

function ours(): Engine {
  const compiled = policySet.map((statements, index) =>
    compilePolicy(toDocument(statements), { name: `policy ${index}`, ownerUin: account }),
  );
  return {
    name: 'ours',
    prepare(plain) {
      const request = toRequest(plain);
      return () => evaluate(compiled, request).effect === 'allow';
    },
  };
}

/** One rule per action and resource, in the fields that keyMatch can compare; a deny overrides. */
async function casbin(): Promise<Engine> {
  const model = newModelFromString(`
[request_definition]
r = act, region, obj

[policy_definition]
p = act, region, obj, eft

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = keyMatch(r.act, p.act) && keyMatch(r.region, p.region) && keyMatch(r.obj, p.obj)
`);
  const enforcer = await newEnforcer(model, new StringAdapter(policySet.flat().flatMap(toRules).join('\n')));
  return {
    name: 'casbin',
    prepare: ({ action, resource }) => {
      const object = objectOf(resource);
      return () => enforcer.enforceSync(action, resource.region, object);
    },
  };
}

const objectOf = ({ service, path }: PlainResource): string => `${service}:uin/${account}:${path}`;

const toRules = ({ effect, actions, resources }: PlainStatement): string[] =>
  actions.flatMap((action) =>
    resources.map((resource) => `p, ${action}, ${resource.region}, ${objectOf(resource)}, ${effect}`),
  );

/** One Cedar policy per statement, parsed beforehand; requests need no entities. */
function cedar(): Engine {
  const id = 'role';
  const parsed = preparsePolicySet(id, { staticPolicies: policySet.flat().map(toCedar).join('\n') });
  if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed.errors));
  return {
    name: 'Cedar',
    prepare({ action, resource }) {
      const call = {
        principal: { type: 'Role', id: 'operations' },
        action: { type: 'Action', id: 'call' },
        resource: { type: 'Resource', id: 'any' },
        context: { action, resource: sixSegments(resource) },
        preparsedPolicySetId: id,
        entities: [],
        validateRequest: false,
      };
      return () => {
        const answer = statefulIsAuthorized(call);
        if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors));
        return answer.response.decision === 'allow';
      };
    },
  };
}

function toCedar({ effect, actions, resources }: PlainStatement): string {
  const patterns = resources.map(
    ({ service, region, path }) => `qcs::${service}:${region}:uin/${account}:${path}`,
  );
  return `${effect === 'allow' ? 'permit' : 'forbid'}(principal, action, resource) when { (${likeAny('action', actions)}) && (${likeAny('resource', patterns)}) };`;
}

const likeAny = (field: string, patterns: readonly string[]): string =>
  patterns
    .map((pattern) =>
      pattern.includes('*') ? `context.${field} like "${pattern}"` : `context.${field} == "${pattern}"`,
    )
    .join(' || ');
