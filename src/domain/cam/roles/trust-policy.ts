import { z } from 'zod';

/** Who may become a role through a SAML provider (reference: trust policy for a SAML-federated role). */
export const trustPolicy = z.object({
  version: z.literal('2.0'),
  statement: z.array(
    z.object({
      effect: z.enum(['allow', 'deny']),
      action: z.union([z.string(), z.array(z.string())]),
      principal: z.record(z.string(), z.array(z.string())),
      condition: z
        .record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())])))
        .optional(),
    }),
  ),
});
export type TrustPolicy = z.infer<typeof trustPolicy>;
type Statement = TrustPolicy['statement'][number];

/** What an assertion says of itself; `saml:aud` is compared with the Recipient, despite its name. */
export interface SamlContext {
  'saml:aud': string;
  'saml:iss': string;
  'saml:sub': string;
}

const assumeRoleWithSaml = 'name/sts:AssumeRoleWithSAML';

export const trustSamlProvider = (providerArn: string, recipient: string): TrustPolicy => ({
  version: '2.0',
  statement: [
    {
      effect: 'allow',
      action: assumeRoleWithSaml,
      principal: { federated: [providerArn] },
      condition: { string_equal: { 'saml:aud': recipient } },
    },
  ],
});

/** Whether the role may be entered through that provider. A deny wins; what is not understood is not met. */
export function trusts(policy: TrustPolicy, providerArn: string, context: SamlContext): boolean {
  const matching = policy.statement.filter(
    (statement) =>
      asList(statement.action).includes(assumeRoleWithSaml) &&
      (statement.principal.federated ?? []).includes(providerArn),
  );
  if (matching.some((statement) => statement.effect === 'deny')) return false;
  return matching.some((statement) => isMet(statement.condition, context));
}

function isMet(condition: Statement['condition'], context: SamlContext): boolean {
  return Object.entries(condition ?? {}).every(
    ([operator, keys]) =>
      operator === 'string_equal' &&
      Object.entries(keys).every(([key, values]) =>
        asList(values).includes(context[key as keyof SamlContext]),
      ),
  );
}

const asList = (values: string | string[]): string[] => (Array.isArray(values) ? values : [values]);
