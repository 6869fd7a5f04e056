import { systemActor } from '../../action/actor.ts';
import type { Execute } from '../../action/execute.ts';
import { sealEvents } from '../../domain/audit/seal-events.ts';
import { deliverShipment } from '../../domain/audit/tracking/deliver-shipment.ts';
import { takeShipment } from '../../domain/audit/tracking/take-shipment.ts';

/** Chains all that waits; returns how many records there were. */
export async function sealAll(execute: Execute): Promise<number> {
  let count = 0;
  let isMore = true;
  while (isMore) {
    const { sealed, ...rest } = await execute(sealEvents, systemActor, {});
    count += sealed;
    isMore = rest.isMore;
  }
  return count;
}

/** Delivers all that is due, one shipment after the other; returns how many were delivered. */
export async function deliverAll(execute: Execute): Promise<number> {
  let count = 0;
  let isMore = true;
  while (isMore) {
    const { shipment, ...rest } = await execute(takeShipment, systemActor, {});
    isMore = rest.isMore;
    if (!shipment) continue;
    const { isDelivered } = await execute(deliverShipment, systemActor, shipment);
    if (isDelivered) count += 1;
  }
  return count;
}
