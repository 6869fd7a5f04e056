/** The demo organization: data only. `load-demo.ts` brings it in through the actions administrators use. */

export const demoPassword = 'northwind-demo';

export interface DemoPerson {
  userName: string;
  displayName: string;
  lastName: string;
  firstName: string;
  email: string;
  isDisabled?: boolean;
  /** What to try with this person; printed at start and shown by the demo identity provider. */
  shows?: string;
}

interface DemoAuthorization {
  user?: string;
  group?: string;
  account: string;
  configuration: string;
}

interface DemoSynchronization {
  user?: string;
  group?: string;
  account: string;
  description: string;
  duplicationStrategy: 'KeepBoth' | 'TakeOver';
  deletionStrategy: 'Keep' | 'Delete';
}

export const demoOrganization = {
  name: 'Northwind Group',
  spaceName: 'northwind',
  adminAccount: 'Northwind HQ',
  rootEmail: 'root@northwind.example',
  rootPassword: 'northwind-root-demo',
};

/** A parent comes before its children; null is the root. */
export const demoDepartments: readonly { name: string; parent: string | null }[] = [
  { name: 'Production', parent: null },
  { name: 'Development', parent: null },
  { name: 'Security', parent: null },
  { name: 'Storefront', parent: 'Production' },
  { name: 'Payments', parent: 'Production' },
  { name: 'Sandboxes', parent: 'Development' },
];

export const demoMembers: readonly { name: string; department: string | null; remark: string }[] = [
  { name: 'storefront-prod', department: 'Storefront', remark: 'Web shop, live' },
  { name: 'payments-prod', department: 'Payments', remark: 'Card payments, live' },
  { name: 'data-platform', department: 'Production', remark: 'Warehouse and reports' },
  { name: 'storefront-dev', department: 'Development', remark: 'Web shop, development' },
  { name: 'payments-dev', department: 'Development', remark: 'Card payments, development' },
  { name: 'sandbox-01', department: 'Sandboxes', remark: 'Emptied every Friday' },
  { name: 'log-archive', department: 'Security', remark: 'Logs of every account' },
  { name: '上海研发', department: 'Development', remark: 'Shanghai engineering' },
];

export const demoPeople: readonly DemoPerson[] = [
  person('grace.hopper', 'Grace', 'Hopper', 'Administers everything: nine accounts'),
  person('ada.lovelace', 'Ada', 'Lovelace', 'Developer: access by two groups, and directly'),
  { ...person('zhang.wei', '伟', '张', 'Chinese name; roles and CAM users'), displayName: '张伟' },
  person('linus+oncall', 'Linus', 'Torvalds', 'CAM user only: no roles at all'),
  { ...person('mallory', 'Mallory', 'Moss', 'Disabled: the login is refused'), isDisabled: true },
  person('newcomer', 'Noor', 'Comer', 'No access yet: an empty portal'),
  person('alan.turing', 'Alan', 'Turing'),
  person('barbara.liskov', 'Barbara', 'Liskov'),
  person('donald.knuth', 'Donald', 'Knuth'),
  person('edsger-dijkstra', 'Edsger', 'Dijkstra'),
  person('frances_allen', 'Frances', 'Allen'),
  person('hedy.lamarr@contractor', 'Hedy', 'Lamarr'),
  { ...person('li.na', '娜', '李'), displayName: '李娜' },
  { ...person('wang.fang', '芳', '王'), displayName: '王芳' },
  { ...person('chen.jie', '杰', '陈'), displayName: '陈杰' },
  person('john=build', 'John', 'Backus'),
  person('katherine,j', 'Katherine', 'Johnson'),
  person('margaret.hamilton', 'Margaret', 'Hamilton'),
  person('niklaus.wirth', 'Niklaus', 'Wirth'),
  person('radia.perlman', 'Radia', 'Perlman'),
  person('shafi.goldwasser', 'Shafi', 'Goldwasser'),
  person('tim.berners-lee', 'Tim', 'Berners-Lee'),
  person('vint.cerf', 'Vint', 'Cerf'),
  person('whitfield.diffie', 'Whitfield', 'Diffie'),
  person(
    'a-user-name-of-sixty-four-characters_which-is-the-longest.valid1',
    'Maximilian',
    'Featherstonehaugh-Cholmondeley',
  ),
];

/** Known to the demo identity provider, unknown to Identity Center. */
export const demoOutsider: DemoPerson = person(
  'eve.outsider',
  'Eve',
  'Outsider',
  'No user of the space: the login is refused',
);

export const demoGroups: readonly { name: string; description: string; members: readonly string[] }[] = [
  {
    name: 'Platform administrators',
    description: 'Keep the platform running',
    members: ['grace.hopper', 'margaret.hamilton', 'vint.cerf'],
  },
  {
    name: 'Storefront developers',
    description: 'Build the web shop',
    members: ['ada.lovelace', 'zhang.wei', 'barbara.liskov', 'tim.berners-lee', 'john=build'],
  },
  {
    name: 'Payments developers',
    description: 'Build card payments',
    members: ['ada.lovelace', 'alan.turing', 'frances_allen', 'li.na'],
  },
  {
    name: 'Security auditors',
    description: 'Read everything, change nothing',
    members: ['shafi.goldwasser', 'whitfield.diffie', 'radia.perlman'],
  },
  {
    name: '数据分析',
    description: 'Warehouse and reports',
    members: ['wang.fang', 'chen.jie', 'katherine,j', 'donald.knuth'],
  },
  {
    name: 'Finance',
    description: 'Bills and budgets',
    members: [
      'niklaus.wirth',
      'edsger-dijkstra',
      'a-user-name-of-sixty-four-characters_which-is-the-longest.valid1',
    ],
  },
];

export const demoConfigurations: readonly {
  name: string;
  description: string;
  sessionSeconds: number;
  relayState: string;
  policies: readonly string[];
}[] = [
  {
    name: 'Administrator',
    description: 'Full access, for an hour',
    sessionSeconds: 3600,
    relayState: '',
    policies: ['AdministratorAccess'],
  },
  {
    name: 'Auditor',
    description: 'Read access to everything',
    sessionSeconds: 14_400,
    relayState: '',
    policies: ['ReadOnlyAccess', 'QcloudCamReadOnlyAccess'],
  },
  {
    name: 'Developer',
    description: 'Resources and images, no finance',
    sessionSeconds: 28_800,
    relayState: 'https://console.cloud.tencent.com/tcr',
    policies: ['QCloudResourceFullAccess', 'QcloudTCRFullAccess'],
  },
  {
    name: 'Registry-reader',
    description: 'Pull container images',
    sessionSeconds: 7200,
    relayState: '',
    policies: ['QcloudTCRReadOnlyAccess'],
  },
  {
    name: 'Batch-operator',
    description: 'Run and read batch jobs',
    sessionSeconds: 43_200,
    relayState: '',
    policies: ['QcloudBatchFullAccess', 'QcloudBatchReadOnlyAccess'],
  },
  {
    name: 'Finance',
    description: 'Bills, budgets and invoices',
    sessionSeconds: 900,
    relayState: '',
    policies: ['QCloudFinanceFullAccess'],
  },
];

const everyAccount = [demoOrganization.adminAccount, ...demoMembers.map(({ name }) => name)];

export const demoAuthorizations: readonly DemoAuthorization[] = [
  ...everyAccount.map((account) => ({
    group: 'Platform administrators',
    account,
    configuration: 'Administrator',
  })),
  ...everyAccount.map((account) => ({ group: 'Security auditors', account, configuration: 'Auditor' })),
  { user: 'grace.hopper', account: 'log-archive', configuration: 'Auditor' },
  { user: 'grace.hopper', account: 'payments-prod', configuration: 'Administrator' },
  { group: 'Storefront developers', account: 'storefront-dev', configuration: 'Developer' },
  { group: 'Storefront developers', account: 'storefront-prod', configuration: 'Registry-reader' },
  { group: 'Storefront developers', account: 'sandbox-01', configuration: 'Developer' },
  { group: 'Payments developers', account: 'payments-dev', configuration: 'Developer' },
  { group: 'Payments developers', account: 'payments-prod', configuration: 'Registry-reader' },
  { group: 'Payments developers', account: 'sandbox-01', configuration: 'Developer' },
  { user: 'ada.lovelace', account: 'sandbox-01', configuration: 'Administrator' },
  { user: 'ada.lovelace', account: 'storefront-dev', configuration: 'Developer' },
  { user: 'zhang.wei', account: '上海研发', configuration: 'Developer' },
  { group: '数据分析', account: 'data-platform', configuration: 'Batch-operator' },
  { group: 'Finance', account: 'Northwind HQ', configuration: 'Finance' },
  { user: 'mallory', account: 'sandbox-01', configuration: 'Developer' },
  { user: 'hedy.lamarr@contractor', account: 'sandbox-01', configuration: 'Registry-reader' },
];

export const demoSynchronizations: readonly DemoSynchronization[] = [
  synchronization({ user: 'linus+oncall', account: 'payments-prod', description: 'On call' }),
  synchronization({ user: 'linus+oncall', account: 'storefront-prod', description: 'On call' }),
  synchronization({ user: 'zhang.wei', account: '上海研发', description: 'Services without roles' }),
  synchronization({ user: 'grace.hopper', account: 'log-archive', description: 'Break glass' }),
  synchronization({
    group: '数据分析',
    account: 'data-platform',
    description: 'Reporting tools without roles',
  }),
];

function person(userName: string, firstName: string, lastName: string, shows?: string): DemoPerson {
  const mailbox = userName.replace(/[^a-z.]/g, '.').slice(0, 48);
  return {
    userName,
    firstName,
    lastName,
    displayName: `${firstName} ${lastName}`,
    email: `${mailbox}@northwind.example`,
    ...(shows && { shows }),
  };
}

function synchronization(
  of: Pick<DemoSynchronization, 'account' | 'description'> & { user?: string; group?: string },
): DemoSynchronization {
  return { ...of, duplicationStrategy: 'KeepBoth', deletionStrategy: 'Keep' };
}
