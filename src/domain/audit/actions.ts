import type { AnyAction } from '../../action/define-action.ts';
import { describeEvent } from './account/describe-event.ts';
import { describeEvents } from './account/describe-events.ts';
import { exportEvents } from './account/export-events.ts';
import { readEventExport } from './account/read-event-export.ts';
import { describeAuditChain } from './describe-audit-chain.ts';
import { exportAuditEvents } from './export-audit-events.ts';
import { forgetRecords } from './forget-records.ts';
import { getAuditEvent } from './get-audit-event.ts';
import { listAuditEvents } from './list-audit-events.ts';
import { readAuditExport } from './read-audit-export.ts';
import { sealEvents } from './seal-events.ts';
import { createTrackingSet } from './tracking/create-tracking-set.ts';
import { deleteTrackingSet } from './tracking/delete-tracking-set.ts';
import { deliverShipment } from './tracking/deliver-shipment.ts';
import { getTrackingSet } from './tracking/get-tracking-set.ts';
import { listTrackingSets } from './tracking/list-tracking-sets.ts';
import { takeShipment } from './tracking/take-shipment.ts';
import { testTrackingSet } from './tracking/test-tracking-set.ts';
import { updateTrackingSet } from './tracking/update-tracking-set.ts';
import { updateTrackingSetStatus } from './tracking/update-tracking-set-status.ts';
import { verifyChain } from './verify-chain.ts';

/** Table of contents: what was done, and where it is told. */
export const auditActions: readonly AnyAction[] = [
  describeEvent,
  describeEvents,
  exportEvents,
  readEventExport,
  describeAuditChain,
  exportAuditEvents,
  forgetRecords,
  getAuditEvent,
  listAuditEvents,
  readAuditExport,
  sealEvents,
  createTrackingSet,
  deleteTrackingSet,
  deliverShipment,
  getTrackingSet,
  listTrackingSets,
  takeShipment,
  testTrackingSet,
  updateTrackingSetStatus,
  updateTrackingSet,
  verifyChain,
];
