import { type Request, Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { cancelTask } from '../../domain/identity-center/tasks/cancel-task.ts';
import { listTasks } from '../../domain/identity-center/tasks/list-tasks.ts';
import { retryTask } from '../../domain/identity-center/tasks/retry-task.ts';
import { form } from '../form.ts';
import { listLocals, renderList } from '../list-page.ts';
import { listingOf } from '../pager.ts';
import { administratorOf, zoneOf } from './administrator-session.ts';

/** A page that looks again by itself stops after so many looks; whoever wants to go on reloads it. */
const looksAtMost = 200;

/** What the list may be narrowed to, by the names in the address. */
const filters = ['status', 'taskType', 'principal', 'uin', 'configuration', 'synchronization'] as const;

export function taskPages(execute: Execute): Router {
  const router = Router();

  router.get('/tasks', async (req, res) => {
    const { totalCounts, ...locals } = await read(execute, req);
    renderList(req, res, 'console/tasks/index', totalCounts, { ...locals, problem: null });
  });
  for (const { path, action } of [
    { path: 'attempts', action: retryTask },
    { path: 'cancellation', action: cancelTask },
  ]) {
    router.post(
      `/tasks/:id/${path}`,
      form(execute, {
        action,
        actor: administratorOf,
        input: (req) => ({ zoneId: zoneOf(req), taskId: req.params.id }),
        done: (_result, req, res) => res.redirect(303, `/console/tasks?${filterOf(req.body)}`),
        page: 'console/tasks/index',
        locals: async (req) => {
          const { totalCounts: total, ...locals } = await read(execute, req, req.body);
          return listLocals(req, { total, ...locals });
        },
      }),
    );
  }
  return router;
}

/** The narrowing of an address or a form, and nothing else that somebody may have put there. */
function filterOf(given: Record<string, unknown>): URLSearchParams {
  const typed = [...filters, 'q'].map((name) => [name, given[name]] as const);
  return new URLSearchParams(
    typed.filter((pair): pair is [(typeof pair)[0], string] => typeof pair[1] === 'string' && pair[1] !== ''),
  );
}

async function read(execute: Execute, req: Request, given: Record<string, unknown> = req.query) {
  const filter = filterOf(given);
  const { offset, maxResults } = listingOf(req);
  const optional = (name: (typeof filters)[number]) => filter.get(name) ?? undefined;
  const { tasks, totalCounts, counts } = await execute(listTasks, administratorOf(req), {
    zoneId: zoneOf(req),
    filter: filter.get('q') ?? '',
    status: optional('status'),
    taskType: optional('taskType'),
    principalId: optional('principal'),
    targetUin: filter.has('uin') ? Number(filter.get('uin')) : undefined,
    roleConfigurationId: optional('configuration'),
    userProvisioningId: optional('synchronization'),
    offset,
    maxResults,
  });
  return {
    tasks,
    totalCounts,
    counts,
    filter: Object.fromEntries(filter),
    lookHref: lookHref(req, filter, counts),
  };
}

/** Where the page looks again, as long as something is under way. */
function lookHref(req: Request, filter: URLSearchParams, counts: Record<string, number>): string {
  const looks = Number(req.query.looks ?? 0) || 0;
  if ((counts.InProgress ?? 0) === 0 || looks >= looksAtMost) return '';
  const address = new URLSearchParams(filter);
  if (typeof req.query.page === 'string') address.set('page', req.query.page);
  address.set('looks', String(looks + 1));
  return `/console/tasks?${address}`;
}
