import { DomainError } from '../../action/domain-error.ts';

/** A boundary to show; null where there is none, undefined where one may not see it. */
export async function boundaryIfAny<Boundary>(
  reading: Promise<Boundary>,
): Promise<Boundary | null | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.kind === 'forbidden') return undefined;
    if (error.code === 'PermissionBoundaryNotExist') return null;
    throw error;
  }
}
