export { composeRiskReport } from './report/compose.ts'
export type { RiskFacts } from './report/facts.ts'
