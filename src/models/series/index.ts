import { adaptive } from './adaptive/adaptive.ts'
import type { AnyDetector, AnyVectorDetector } from './any.ts'
import { changePoint } from './change-point.ts'
import { forecast } from './forecast.ts'
import { gaussian } from './gaussian.ts'
import { hotelling } from './hotelling.ts'
import { rate } from './rate.ts'
import { seasonal } from './seasonal.ts'
import { silence } from './silence.ts'
import { threshold } from './threshold.ts'

/** All detectors of one series, by kind. */
export const detectors: Readonly<Record<string, AnyDetector>> = {
  [threshold.kind]: threshold,
  [rate.kind]: rate,
  [seasonal.kind]: seasonal,
  [changePoint.kind]: changePoint,
  [forecast.kind]: forecast,
  [gaussian.kind]: gaussian,
  [silence.kind]: silence,
  [adaptive.kind]: adaptive,
}

/** All detectors of several series together, by kind. */
export const vectorDetectors: Readonly<Record<string, AnyVectorDetector>> = { [hotelling.kind]: hotelling }

export { type AdaptiveParameters, adaptive } from './adaptive/adaptive.ts'
export type { AnyDetector, AnyVectorDetector } from './any.ts'
export { type ChangePointParameters, changePoint } from './change-point.ts'
export {
  type BacktestFigures,
  type BacktestSettings,
  type Candidate,
  chooseDetector,
  choosing,
  type DetectorChoice,
} from './choose.ts'
export type { Detector, Observation, Reading, Vector, VectorDetector } from './define.ts'
export { type ForecastParameters, forecast } from './forecast.ts'
export { type GaussianParameters, gaussian } from './gaussian.ts'
export { type HotellingParameters, hotelling } from './hotelling.ts'
export type { Incident } from './planted.ts'
export { type RateParameters, rate } from './rate.ts'
export * from './scoring/nab.ts'
export { type JudgedRow, type RowFigures, rowFigures } from './scoring/rows.ts'
export { type SeasonalParameters, seasonal } from './seasonal.ts'
export { type SilenceParameters, silence } from './silence.ts'
export { type ThresholdParameters, threshold } from './threshold.ts'
