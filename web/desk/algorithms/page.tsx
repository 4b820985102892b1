export const AlgorithmsPage = () => null
