import { Router } from 'express';
import type { Execute } from '../../action/execute.ts';
import { groupAccessPages } from './groups/group-access-pages.ts';
import { groupDeletionPages } from './groups/group-deletion-pages.ts';
import { groupListPages } from './groups/group-list-pages.ts';
import { groupMemberPages } from './groups/group-member-pages.ts';
import { oneGroupPages } from './groups/one-group-pages.ts';

/** User groups: the list, and one of them with its tabs. */
export function groupPages(execute: Execute): Router {
  const router = Router();
  router.use(groupListPages(execute), groupDeletionPages(execute), groupAccessPages(execute));
  router.use(oneGroupPages(execute), groupMemberPages(execute));
  return router;
}
