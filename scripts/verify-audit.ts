import { systemActor } from '../src/action/actor.ts';
import { readConfig } from '../src/config.ts';
import { verifyChain } from '../src/domain/audit/verify-chain.ts';
import { createLog } from '../src/platform/log.ts';
import { openProduct } from '../src/product.ts';

/**
 * `npm run audit:verify`: computes the chain of audit records again. With `-- --head 1234:0f…` it also looks for a
 * head that was kept elsewhere. Ends with 1 when something does not hold, naming the first such place.
 */
const [option, keptHead, ...others] = process.argv.slice(2);
if ((option !== undefined && (option !== '--head' || !keptHead)) || others.length > 0) {
  console.error('Usage: npm run audit:verify [-- --head <sequence>:<hash>]');
  process.exit(1);
}
try {
  const product = await openProduct(readConfig(process.env), createLog('warn'));
  const { broken, verified, removed, unsealed, head, isKeptHeadRemoved } = await product.execute(
    verifyChain,
    systemActor,
    keptHead ? { keptHead } : {},
  );
  await product.close();
  console.log(`${verified} records hold${removed > 0 ? `, from record ${removed + 1} on` : ''}.`);
  if (unsealed > 0)
    console.log(`${unsealed} events are not sealed yet; a running product seals them within seconds.`);
  if (isKeptHeadRemoved)
    console.log('The head that was kept is of a record whose time is over; it says nothing any more.');
  if (broken) {
    console.error(
      `BROKEN at record ${broken.sequence}: ${broken.kind}. Found ${broken.found}; expected ${broken.expected}.`,
    );
    process.exitCode = 1;
  } else console.log(`Keep this head elsewhere, and give it with --head the next time:\n  ${head}`);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
