/** Why an action of the official model is not served here; the first pattern that matches says it. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/ShareUnit|ShareArea|ResourceToShareMember/, 'Sharing of cloud resources, which no account here holds.'],
  [/Financial/, 'Bills; they are with the cloud.'],
  [
    /^(DescribeEffectivePolicy|ListNonCompliantResource)$/,
    'Tag policies; here policies of an organization are service control policies.',
  ],
  [/IPWhitelist/, 'Logins are not restricted by address.'],
  [/^(CheckAccountDelete|DeleteAccount)$/, 'Accounts leave an organization; only the cloud deletes them.'],
  [
    /^(SendOrgMemberAccountBindEmail|UpdateOrganizationMemberEmailBind)$/,
    'The product sends no mail: AddOrganizationMemberEmail answers the link to hand over.',
  ],
  [
    /^(GetOrganization|ListOrganizationMembers|ListOrganizationNodes|ListOrganizationNodeMembers|MoveOrganizationMembersToNode|DeleteOrganizationMemberFromNode|SendOrganizationInvitation)$/,
    'Replaced by version 2021-03-31.',
  ],
  [/OIDC|WebIdentity/, 'Identity providers of accounts speak SAML.'],
  [/Receiver/, 'The product sends no messages.'],
  [
    /WeChat|CustomMFA|SafeAuthFlagColl|SafeAuthFlagIntl|SetMfaFlag|GetSessionToken/,
    'MFA is by authenticator app, and each user enrols one.',
  ],
  [/PasswordRules|LoginIpPolicy/, 'Rules of console passwords are fixed.'],
  [/ServiceLinkedRole/, 'Service-linked roles go with their service.'],
  [
    /^(ListAccounts|ListCollaborators|DescribeSubAccounts|ListAttachedUserAllPolicies|ListPoliciesGrantingServiceAccess)$/,
    'Not yet; the lists of users and of attached policies say it.',
  ],
  [/^UntagRole$/, 'Not yet; TagRole replaces the value of a tag.'],
  [/^(BuildDataFlowAuthToken|QueryApiKey)$/, 'Belongs to services that are not part of this product.'],
];

export const reasonFor = (action: string): string =>
  reasons.find(([pattern]) => pattern.test(action))?.[1] ?? '';
