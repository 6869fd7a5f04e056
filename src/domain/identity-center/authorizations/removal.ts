import { z } from 'zod';

/** Whether a permission configuration is taken out of an account after its last authorization there. */
export const deprovisionStrategy = z.enum(['None', 'DeprovisionForLastRoleAssignmentOnAccount']);
