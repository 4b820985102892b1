export const layersKey = ['territory', 'layers'] as const
export const cellsKey = (below: string) => ['territory', 'cells', below] as const
