/** `unique_violation` (PostgreSQL, appendix A). */
const uniqueViolation = '23505';

/** What was written; undefined when another row has what must be unique, and then the transaction can only be refused. */
export async function unlessTaken<Row>(write: Promise<Row>): Promise<Row | undefined> {
  try {
    return await write;
  } catch (error) {
    if ((error as { code?: unknown }).code === uniqueViolation) return undefined;
    throw error;
  }
}
