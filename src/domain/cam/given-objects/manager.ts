/** Who manages an object that was deployed: the organization itself, by its member logins, or one of its spaces. */
export function managerOf(owner: string): {
  words: string;
  /** For the words in other languages. */
  details: { spaceId: string; context?: 'organization' };
} {
  if (!owner.startsWith('organization-')) {
    return { words: `Identity Center (space ${owner})`, details: { spaceId: owner } };
  }
  const words = 'the login permissions of the organization';
  return { words, details: { spaceId: owner, context: 'organization' } };
}
