import { z } from 'zod';

const environments = ['production', 'staging', 'test', 'development', 'other'] as const;

/** What an account is for, by its tag `environment` or `env`: as it is written, and the kind that colours it. */
export const environment = z.object({ name: z.string(), kind: z.enum(environments) });
export type Environment = z.infer<typeof environment>;

const kinds: [Environment['kind'], RegExp][] = [
  ['production', /^(prod|production|prd|live|生产|生产环境|线上)$/i],
  ['staging', /^(stag|staging|stage|pre|preprod|pre-production|uat|预发|预发布|预生产)$/i],
  ['test', /^(test|testing|qa|sit|测试|测试环境)$/i],
  ['development', /^(dev|develop|development|sandbox|开发|开发环境|沙箱)$/i],
];

/** Null for an account without such a tag. */
export function toEnvironment(name: string | null): Environment | null {
  if (!name) return null;
  return { name, kind: kinds.find(([, words]) => words.test(name))?.[0] ?? 'other' };
}
