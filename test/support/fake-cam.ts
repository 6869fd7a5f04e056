/** What one account of the fake cloud holds. */
export interface CamState {
  providers: Map<string, string>;
  roles: Map<string, FakeRole>;
  policies: Map<number, { name: string; document: string }>;
  users: Map<string, { uin: number; remark: string }>;
  userSso: { status: number; metadata: string };
  nextId: number;
}

interface FakeRole {
  trust: string;
  description: string;
  seconds: number;
  consoleLogin: number;
  policies: Set<number>;
}

export const emptyCam = (): CamState => ({
  providers: new Map(),
  roles: new Map(),
  policies: new Map(),
  users: new Map(),
  userSso: { status: 0, metadata: '' },
  nextId: 5_000_001,
});

export class Refusal extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

type Input = Record<string, unknown>;
type Operation = (cam: CamState, input: Input) => object;

const text = (value: unknown) => String(value ?? '');

function must<Value>(value: Value | undefined, code: string): Value {
  if (value === undefined) throw new Refusal(code);
  return value;
}

const roleOf = (cam: CamState, name: unknown) =>
  must(cam.roles.get(text(name)), 'InvalidParameter.RoleNotExist');
const userOf = (cam: CamState, name: unknown) =>
  must(cam.users.get(text(name)), 'ResourceNotFound.UserNotExist');

/** The operations of CAM 2019-01-16 that a deployment needs, with their refusals. */
export const camOperations: Record<string, Operation> = {
  GetSAMLProvider: (cam, { Name }) => ({
    Name,
    SAMLMetadata: must(cam.providers.get(text(Name)), 'ResourceNotFound.IdentityNotExist'),
  }),
  CreateSAMLProvider(cam, { Name, SAMLMetadataDocument }) {
    if (cam.providers.has(text(Name))) throw new Refusal('InvalidParameter.IdentityNameInUse');
    cam.providers.set(text(Name), text(SAMLMetadataDocument));
    return {};
  },
  UpdateSAMLProvider(cam, { Name, SAMLMetadataDocument }) {
    must(cam.providers.get(text(Name)), 'ResourceNotFound.IdentityNotExist');
    cam.providers.set(text(Name), text(SAMLMetadataDocument));
    return {};
  },
  DeleteSAMLProvider(cam, { Name }) {
    if (!cam.providers.delete(text(Name))) throw new Refusal('ResourceNotFound.IdentityNotExist');
    return {};
  },
  GetRole(cam, { RoleName }) {
    const role = roleOf(cam, RoleName);
    return {
      RoleInfo: {
        RoleName,
        PolicyDocument: role.trust,
        Description: role.description,
        SessionDuration: role.seconds,
        ConsoleLogin: role.consoleLogin,
      },
    };
  },
  CreateRole(cam, input) {
    if (cam.roles.has(text(input.RoleName))) throw new Refusal('InvalidParameter.RoleNameInUse');
    cam.roles.set(text(input.RoleName), {
      trust: text(input.PolicyDocument),
      description: text(input.Description),
      seconds: Number(input.SessionDuration),
      consoleLogin: Number(input.ConsoleLogin),
      policies: new Set(),
    });
    return { RoleId: '4611686018427397919' };
  },
  UpdateAssumeRolePolicy(cam, { RoleName, PolicyDocument }) {
    roleOf(cam, RoleName).trust = text(PolicyDocument);
    return {};
  },
  UpdateRoleSessionDuration(cam, { RoleName, SessionDuration }) {
    roleOf(cam, RoleName).seconds = Number(SessionDuration);
    return {};
  },
  UpdateRoleDescription(cam, { RoleName, Description }) {
    roleOf(cam, RoleName).description = text(Description);
    return {};
  },
  UpdateRoleConsoleLogin(cam, { RoleName, ConsoleLogin }) {
    roleOf(cam, RoleName).consoleLogin = Number(ConsoleLogin);
    return {};
  },
  DeleteRole(cam, { RoleName }) {
    roleOf(cam, RoleName);
    cam.roles.delete(text(RoleName));
    return {};
  },
  ListAttachedRolePolicies(cam, { RoleName }) {
    const List = [...roleOf(cam, RoleName).policies].map((PolicyId) => ({ PolicyId }));
    return { List, TotalNum: List.length };
  },
  AttachRolePolicy(cam, { AttachRoleName, PolicyId }) {
    roleOf(cam, AttachRoleName).policies.add(Number(PolicyId));
    return {};
  },
  DetachRolePolicy(cam, { DetachRoleName, PolicyId }) {
    roleOf(cam, DetachRoleName).policies.delete(Number(PolicyId));
    return {};
  },
  ListPolicies(cam, { Keyword }) {
    const List = [...cam.policies]
      .filter(([, { name }]) => name.includes(text(Keyword)))
      .map(([PolicyId, { name }]) => ({ PolicyId, PolicyName: name }));
    return { List, TotalNum: List.length };
  },
  GetPolicy(cam, { PolicyId }) {
    const policy = must(cam.policies.get(Number(PolicyId)), 'ResourceNotFound.PolicyIdNotFound');
    return { PolicyName: policy.name, PolicyDocument: policy.document };
  },
  CreatePolicy(cam, { PolicyName, PolicyDocument }) {
    if ([...cam.policies.values()].some(({ name }) => name === PolicyName))
      throw new Refusal('FailedOperation.PolicyNameInUse');
    const PolicyId = cam.nextId++;
    cam.policies.set(PolicyId, { name: text(PolicyName), document: text(PolicyDocument) });
    return { PolicyId };
  },
  UpdatePolicy(cam, { PolicyId, PolicyDocument }) {
    const policy = must(cam.policies.get(Number(PolicyId)), 'InvalidParameter.PolicyIdNotExist');
    policy.document = text(PolicyDocument);
    return { PolicyId };
  },
  DeletePolicy(cam, { PolicyId }) {
    for (const id of PolicyId as number[]) cam.policies.delete(id);
    return {};
  },
  GetUser(cam, { Name }) {
    const { uin, remark } = userOf(cam, Name);
    return { Name, Uin: uin, Remark: remark };
  },
  AddUser(cam, { Name, Remark }) {
    if (cam.users.has(text(Name))) throw new Refusal('InvalidParameter.SubUserNameInUse');
    const Uin = cam.nextId++;
    cam.users.set(text(Name), { uin: Uin, remark: text(Remark) });
    return { Uin, Name };
  },
  UpdateUser(cam, { Name, Remark }) {
    userOf(cam, Name).remark = text(Remark);
    return {};
  },
  DeleteUser(cam, { Name }) {
    userOf(cam, Name);
    cam.users.delete(text(Name));
    return {};
  },
  DescribeUserSAMLConfig: ({ userSso }) => ({ Status: userSso.status, SAMLMetadata: userSso.metadata }),
  CreateUserSAMLConfig(cam, { SAMLMetadataDocument }) {
    if (cam.userSso.status !== 0) throw new Refusal('InvalidParameter.IdentityNameInUse');
    cam.userSso = { status: 1, metadata: text(SAMLMetadataDocument) };
    return {};
  },
  UpdateUserSAMLConfig(cam, { Operate, SAMLMetadataDocument }) {
    if (Operate === 'updateSAML') cam.userSso.metadata = text(SAMLMetadataDocument);
    if (Operate === 'enable') cam.userSso.status = 1;
    return {};
  },
  DisableUserSSO(cam) {
    cam.userSso.status = 2;
    return {};
  },
};
