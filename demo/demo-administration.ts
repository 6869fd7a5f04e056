/** What the demo's administrators have done since: data only. `load-administration.ts` does it, action by action. */

interface DemoStatement {
  effect: 'allow' | 'deny';
  action: string[];
  resource?: string[];
}

const policyText = (...statements: DemoStatement[]): string =>
  JSON.stringify(
    { version: '2.0', statement: statements.map((one) => ({ resource: ['*'], ...one })) },
    null,
    2,
  );

/** The CAM user of the admin account that people sign in as. */
export const demoCamUser = { name: 'nina.ops', password: 'Northwind-cam-demo-1' };

export const demoCamUsers: readonly {
  name: string;
  remark: string;
  email: string;
  useApi?: boolean;
  policies: readonly string[];
}[] = [
  {
    name: demoCamUser.name,
    remark: 'Runs the organization',
    email: 'nina@northwind.example',
    policies: ['QcloudOrganizationFullAccess', 'QcloudCamFullAccess'],
  },
  {
    name: 'omar.audit',
    remark: 'Reads, for the yearly audit',
    email: 'omar@northwind.example',
    policies: ['ReadOnlyAccess', 'QcloudOrganizationReadOnlyAccess'],
  },
  {
    name: 'paula.billing',
    remark: 'Bills and invoices',
    email: 'paula@northwind.example',
    policies: [],
  },
  {
    name: 'image-builder',
    remark: 'Builds images; has access keys, no password',
    email: '',
    useApi: true,
    policies: [],
  },
];

export const demoCamGroups: readonly {
  name: string;
  remark: string;
  users: readonly string[];
  preset: string;
}[] = [
  {
    name: 'Billing',
    remark: 'Whoever reads bills',
    users: ['paula.billing', 'omar.audit'],
    preset: 'QcloudFinanceBillReadOnlyAccess',
  },
  { name: 'Builders', remark: 'Machines', users: ['image-builder'], preset: 'QcloudTCRReadOnlyAccess' },
];

/** The second document becomes version 2, and the one in use. */
export const demoCamPolicy = {
  name: 'Push-images-of-the-shop',
  description: 'Push to the registry, delete nothing',
  first: policyText({ effect: 'allow', action: ['tcr:*'] }),
  second: policyText({ effect: 'allow', action: ['tcr:*'] }, { effect: 'deny', action: ['tcr:Delete*'] }),
  user: 'image-builder',
};

export const demoRole = {
  name: 'Nightly-reports',
  description: 'Servers become this to read bills at night',
  trust: JSON.stringify({
    version: '2.0',
    statement: [
      { effect: 'allow', action: 'name/sts:AssumeRole', principal: { service: ['cvm.qcloud.com'] } },
    ],
  }),
  preset: 'QcloudFinanceBillReadOnlyAccess',
};

/** A ceiling over departments; names as `demo-organization.ts` has them. */
export const demoServiceControl: readonly {
  name: string;
  description: string;
  document: string;
  department: string;
}[] = [
  {
    name: 'No_servers_in_sandboxes',
    description: 'Sandboxes are for functions and images: nobody starts servers there.',
    document: policyText({ effect: 'deny', action: ['cvm:RunInstances', 'cvm:StartInstances'] }),
    department: 'Sandboxes',
  },
  {
    name: 'Keep_logs',
    description: 'Logs of every account are kept: nobody deletes them, not even an administrator.',
    document: policyText({
      effect: 'deny',
      action: ['cls:DeleteTopic', 'cls:DeleteLogset', 'cos:DeleteBucket'],
    }),
    department: 'Security',
  },
];

export const demoLoginPermissions: readonly { name: string; description: string; presets: string[] }[] = [
  {
    name: 'Read everything',
    description: 'Looks at resources, changes nothing',
    presets: ['ReadOnlyAccess'],
  },
  { name: 'Bills', description: 'Reads the bills of a member', presets: ['QcloudFinanceBillReadOnlyAccess'] },
];

export const demoAuthorization = {
  name: 'read-production',
  description: 'Production, for the yearly audit',
  permission: 'Read everything',
  members: ['storefront-prod', 'payments-prod', 'data-platform'],
  user: 'omar.audit',
};

export const demoContacts = [
  { member: 'log-archive', name: 'Security on call', email: 'security-oncall@northwind.example' },
  { member: 'storefront-prod', name: 'Storefront on call', email: 'storefront-oncall@northwind.example' },
];

/** An account of another enterprise that was invited and joined, and one that has not answered yet. */
export const demoInvited = {
  entity: 'Contoso Analytics Ltd.',
  name: 'contoso-analytics',
  email: 'root@contoso.example',
  password: 'contoso-root-demo',
  department: 'Production',
  remark: 'Bought in spring',
};

export const demoWaiting = {
  entity: 'Contoso Analytics Ltd.',
  name: 'fabrikam-logistics',
  email: 'root@fabrikam.example',
  password: 'fabrikam-root-demo',
  department: 'Development',
  remark: 'Joins next quarter',
};

/** Where the demo's tracking set writes; goes with the demo. */
export const demoTrackingFolder = 'northwind';
