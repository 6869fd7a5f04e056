import type { Judgement, JudgementStep } from '../../policy/index.ts';

/**
 * What the organization of another account wrote is its own: whoever does not administer it is told whether its service
 * control policies allow, not by which of its departments, policies and statements.
 */
export function withoutWordsOfOwner(judgement: Judgement, owner: number): Judgement {
  const isOfOwner = ({ layer }: JudgementStep) => layer === 'owner-service-control-policy';
  const last = judgement.path.findLast(isOfOwner);
  if (!last) return judgement;
  const said = { layer: last.layer, name: String(owner), effect: last.effect, statements: [] };
  const at = judgement.path.findIndex(isOfOwner);
  return {
    ...judgement,
    path: [
      ...judgement.path.slice(0, at),
      said,
      ...judgement.path.slice(at).filter((step) => !isOfOwner(step)),
    ],
  };
}
