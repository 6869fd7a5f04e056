import type { Request } from 'express';
import type { Employee } from '../../action/actor.ts';
import type { Execute } from '../../action/execute.ts';
import { acceptLoginToken } from '../../domain/identity-center/command-line/accept-login-token.ts';
import { visitorOf } from '../visitor.ts';

/** What a tool sent; actions check it. */
export type Body = Record<string, unknown>;

/** Whoever the tool acts as. */
export async function employeeBy(execute: Execute, req: Request, loginToken: unknown): Promise<Employee> {
  const { spaceId, userId } = await execute(acceptLoginToken, visitorOf(req), { loginToken });
  return { kind: 'employee', spaceId, userId };
}

/** Pages are counted from 1. */
export function page({ PageNum = 1, PageSize = 20 }: Body) {
  const [number, size] = [Number(PageNum), Number(PageSize)];
  return { offset: (number - 1) * size, maxResults: size };
}

/** A part of a short list, and where the next begins; empty at the end. */
export function windowOf<Item>(items: readonly Item[], { MaxResults, NextToken }: Body) {
  const size = Math.min(Math.max(Number(MaxResults) || 20, 1), 100);
  const from = Number(NextToken) || 0;
  const until = from + size;
  return { items: items.slice(from, until), next: until < items.length ? String(until) : '' };
}
