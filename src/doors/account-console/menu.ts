/** The menu inside an account; an entry that needs nothing is for all. */
const entries: { name: string; path: string; needs: string }[] = [
  { name: 'overview', path: '', needs: '' },
  { name: 'users', path: '/users', needs: 'cam:ListUsers' },
  { name: 'groups', path: '/groups', needs: 'cam:ListGroups' },
  { name: 'roles', path: '/roles', needs: 'cam:DescribeRoleList' },
  { name: 'policies', path: '/policies', needs: 'cam:ListPolicies' },
  { name: 'policyCheck', path: '/policy-check', needs: 'sts:CheckAccess' },
  { name: 'identity-providers', path: '/identity-providers', needs: 'cam:ListSAMLProviders' },
  { name: 'audit', path: '/audit', needs: 'cloudaudit:DescribeEvents' },
  { name: 'organization', path: '/organization', needs: 'organization:DescribeAccount' },
  { name: 'security', path: '/security', needs: '' },
];

/** Without what one may not do. */
export const menuFor = (may: (action: string) => boolean) =>
  entries
    .filter(({ needs }) => needs === '' || may(needs))
    .map(({ name, path }) => ({ name, href: `/account-console${path}` }));
