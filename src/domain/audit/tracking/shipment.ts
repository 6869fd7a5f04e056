import { join } from 'node:path';
import { z } from 'zod';
import { deliverToBucket } from '../../../platform/delivery/deliver-to-bucket.ts';
import { deliverToFolder } from '../../../platform/delivery/deliver-to-folder.ts';
import { deliverToWebhook } from '../../../platform/delivery/deliver-to-webhook.ts';
import type { Settings } from '../../../platform/settings.ts';
import { destination } from './destination.ts';
import { deliveryFailure } from './tracking-set.ts';

/** What one delivery carries. It exists in memory only, and only as long as it takes. */
export const shipment = z.object({
  organizationId: z.int(),
  trackingSetId: z.string(),
  /** By which it is known that this set is still ours. */
  lease: z.string(),
  destination,
  credential: z.string(),
  /** How the file, the object or the request is called. The same records have the same name again. */
  name: z.string(),
  /** Lines of JSON. */
  body: z.string(),
  time: z.date(),
  /** Up to which record the set has delivered with this; nothing when it is a test. */
  upTo: z.int().optional(),
  /** Deliveries in a row that failed before this one. */
  failures: z.int(),
  /** Why it cannot be delivered, or was not. */
  failure: deliveryFailure.optional(),
});
export type Shipment = z.infer<typeof shipment>;

/** Throws a DeliveryProblem. */
export async function ship(
  { destination: to, credential, ...delivery }: Shipment,
  { trackingFolder, trackingPrivateHosts }: Settings,
): Promise<void> {
  if (to.kind === 'folder') await deliverToFolder(join(trackingFolder, to.folder), delivery);
  else if (to.kind === 'webhook') {
    await deliverToWebhook(to.webhookUrl, credential, delivery, trackingPrivateHosts);
  } else {
    await deliverToBucket({ ...to, url: to.bucketUrl }, credential, delivery, trackingPrivateHosts);
  }
}
