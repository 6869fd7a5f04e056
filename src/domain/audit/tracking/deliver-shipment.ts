import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { DeliveryProblem } from '../../../platform/delivery/delivery-problem.ts';
import { ship, shipment } from './shipment.ts';
import * as shipments from './shipment-queries.ts';
import { pauseSeconds } from './tracking-set.ts';

export const deliverShipment = defineAction({
  id: 'audit:DeliverShipment',
  summary: 'Deliver what a tracking set has to, then note how far it is; or when to try again.',
  effect: 'read',
  allowed: ['system'],
  secret: ['credential', 'body'],
  input: shipment,
  output: z.object({ isDelivered: z.boolean() }),

  async prepare(taken, settings) {
    if (taken.failure) return taken;
    try {
      await ship(taken, settings);
      return taken;
    } catch (error) {
      const { code, message, details } = error instanceof DeliveryProblem ? error : unexpected(error);
      return { ...taken, failure: { code, message, details } };
    }
  },

  /** Whoever is stopped before this has delivered in vain: it is delivered once more. */
  async run({ db, now }, { failure, upTo, failures, ...ended }) {
    if (upTo === undefined) await shipments.endTest(db, ended, failure, now);
    else if (failure) {
      const until = new Date(now.getTime() + pauseSeconds(failures + 1) * 1000);
      await shipments.postpone(db, ended, { failure, failures: failures + 1, until }, now);
    } else await shipments.advance(db, ended, upTo, now);
    return { isDelivered: failure === undefined };
  },
});

/** Whatever else goes wrong is seen beside the set too, and tried again like the rest. */
const unexpected = (error: unknown) =>
  new DeliveryProblem('DeliveryFailed', `The delivery failed: ${error}`, { problem: String(error) });
