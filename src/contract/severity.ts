/** How much a fault matters. */
export type SeverityName = 'critical' | 'high' | 'medium' | 'low' | 'info' | 'unknown';
