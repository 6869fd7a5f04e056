/**
 * Names that an organization gives to what it puts into accounts. They are nobody's to choose, so that what goes when
 * the organization goes is never somebody's own.
 */
export const isOrganizationName = (name: string): boolean =>
  /^Organization(AccessControlRole$|LoginPermission-)/i.test(name);
