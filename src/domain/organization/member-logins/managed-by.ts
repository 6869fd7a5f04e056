/**
 * What CAM shows as the owner of the roles and policies that member logins are made of, and by which it refuses that
 * somebody changes them there. Spaces have ids that begin with `z-`.
 */
export const managedBy = (organizationId: number): string => `organization-${organizationId}`;
