import type { ReportRequest } from '../report/reportRequest.ts';
import type { Services } from '../services.ts';
import { restoredComparison } from './comparisonRequest.ts';
import { restoredTrust } from './trustRequest.ts';

/** The request behind a report's tab of an earlier session; undefined when what it was about is gone. */
export async function restoredReport(services: Services, viewId: string): Promise<ReportRequest | undefined> {
  return (await restoredComparison(services, viewId)) ?? restoredTrust(services, viewId);
}
